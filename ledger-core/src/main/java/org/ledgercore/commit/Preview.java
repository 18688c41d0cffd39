package org.ledgercore.commit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.rules.AccountHead;
import org.ledgercore.rules.Books;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.store.BooksReader.Reading;

/**
 * What a command would do now. Nothing is stored.
 *
 * @param outcomes one verdict per entry; an accepted one has the number and time it would get
 * @param balances the accounts that would change, as they would stand, by account id
 */
public record Preview(List<Outcome> outcomes, List<Balance> balances) {

  /** The verdict on a single entry. */
  public Outcome outcome() {
    return outcomes.getFirst();
  }

  static Preview of(Decision decision, Command command, Reading reading) {
    Books books = reading.books();
    Map<Integer, Balance> balances = new TreeMap<>();
    if (decision.outcomes().getFirst().stream().anyMatch(Outcome.Accepted.class::isInstance)) {
      for (JournalEntry entry : command.entries()) {
        for (Posting posting : entry.postings()) {
          AccountHead head = books.head(posting.ref());
          if (head != null) {
            balances.put(head.account().id(), head.asOf(books.position().newestEntry()));
          }
        }
      }
    }
    return new Preview(decision.outcomes().getFirst(), List.copyOf(balances.values()));
  }
}
