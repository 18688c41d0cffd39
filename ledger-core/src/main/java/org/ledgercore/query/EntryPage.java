package org.ledgercore.query;

import java.util.List;
import org.ledgercore.journal.RecordedEntry;

/**
 * A page of entries in the order of their numbers. New entries come after all others, so asking on
 * from {@code after} leaves none out and gives none twice, whatever is posted meanwhile.
 *
 * @param entries the entries, at most as many as asked for
 * @param after what to ask after for the next page
 * @param isLast whether there was nothing more at the time of asking
 */
public record EntryPage(List<RecordedEntry> entries, long after, boolean isLast) {}
