package org.ledgercore.http.route;

/**
 * How an operation that reads or writes lines as they come does it.
 *
 * @param mediaType the media type of its lines
 * @param line the record that a line of the answer holds
 * @param handler who does it
 */
public record Streaming<Q>(String mediaType, Class<?> line, StreamHandler<Q> handler) {}
