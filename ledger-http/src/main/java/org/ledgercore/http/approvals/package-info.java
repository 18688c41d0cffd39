/**
 * The room of approvals in the service: registers the calls of {@code approvals.http}, finds out
 * which login a token is, and turns refusals into problems.
 */
@NullMarked
package org.ledgercore.http.approvals;

import org.jspecify.annotations.NullMarked;
