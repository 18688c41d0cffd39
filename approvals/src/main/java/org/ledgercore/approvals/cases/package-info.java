/** What happened in a case: notes that are only added, and the timeline they are part of. */
@NullMarked
package org.ledgercore.approvals.cases;

import org.jspecify.annotations.NullMarked;
