/**
 * Personal data, kept outside the chain: the journal holds subjects' ids and salted digests, the
 * values stand in one table and go when a subject is erased. {@link
 * org.ledgercore.subjects.Subjects} is the room.
 */
@NullMarked
package org.ledgercore.subjects;

import org.jspecify.annotations.NullMarked;
