/** Kinds of request that come with the library: what they hold, post and write. */
@NullMarked
package org.ledgercore.approvals.kinds;

import org.jspecify.annotations.NullMarked;
