package org.ledgercore.http.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list, in an order that stays the same however much is added meanwhile.
 *
 * @param items what is on the page
 * @param next what to ask {@code after} for the page behind; missing on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
