/**
 * Webhooks: entries sent to receivers outside, signed, in order, until each says it has them. Read
 * {@link org.ledgercore.http.webhooks.Courier} first.
 */
@NullMarked
package org.ledgercore.http.webhooks;

import org.jspecify.annotations.NullMarked;
