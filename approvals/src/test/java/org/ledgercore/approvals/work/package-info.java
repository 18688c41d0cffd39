/** Tests of time as it counts for work. */
@NullMarked
package org.ledgercore.approvals.work;

import org.jspecify.annotations.NullMarked;
