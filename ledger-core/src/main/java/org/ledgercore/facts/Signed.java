package org.ledgercore.facts;

/**
 * Who records a version of something, and why.
 *
 * @param actor 1 to 255 code points
 * @param reason 1 to 1,000 code points
 */
public record Signed(String actor, String reason) {}
