/**
 * What becomes of an act: done, or refused for one reason of a closed list. Read {@link
 * org.ledgercore.approvals.answers.Answer} first.
 */
@NullMarked
package org.ledgercore.approvals.answers;

import org.jspecify.annotations.NullMarked;
