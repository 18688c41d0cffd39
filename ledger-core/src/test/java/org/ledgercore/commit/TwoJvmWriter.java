package org.ledgercore.commit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ledgercore.Ledger;
import org.ledgercore.LedgerOptions;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.SmallBooks;

/**
 * The program of one of the two JVMs of {@link TwoJvmTest}: posts its own entries and the shared
 * ones, in batches of 1 to 200, and says what became of them.
 *
 * <p>Arguments: JDBC URL, schema, the writer's name. Begins when a line comes in.
 */
public final class TwoJvmWriter {

  static final int ACCOUNTS = 10;
  static final int OWN = 20_000;
  static final int SHARED = 1_000;
  static final String BOTH = "both";

  private static final int LARGEST_BATCH = 200;
  private static final int LARGEST_AMOUNT = 1_000;

  /** How a post ended. */
  enum End {
    ACCEPTED,
    REPLAYED,
    REJECTED
  }

  private TwoJvmWriter() {}

  public static void main(String[] args) throws Exception {
    LedgerOptions options = LedgerOptions.defaults().withSchema(args[1]);
    Map<End, Integer> ends = new EnumMap<>(End.class);
    try (Ledger ledger = Ledger.open(args[0], options)) {
      System.out.println("ready");
      System.in.read();
      for (List<JournalEntry> batch : batches(args[2])) {
        ledger.postAll(batch).forEach(outcome -> ends.merge(end(outcome), 1, Integer::sum));
      }
    }
    System.out.println("done " + ends);
  }

  /** The i-th entry of a writer, the same in every JVM; i is 1 upwards. */
  static JournalEntry entry(String writer, int i) {
    Random random = new Random(31L * i + writer.hashCode());
    int from = random.nextInt(ACCOUNTS);
    int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
    Money amount = Money.ofMinor(1 + random.nextInt(LARGEST_AMOUNT), SmallBooks.EUR);
    return JournalEntry.on(LocalDate.EPOCH.plusDays(i))
        .key(writer + "-" + i)
        .debit(account(from), amount)
        .credit(account(to), amount)
        .build();
  }

  static AccountPath account(int number) {
    return AccountPath.of("wallet:" + number);
  }

  private static List<List<JournalEntry>> batches(String writer) {
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= OWN; i++) {
      all.add(entry(writer, i));
      if (i % (OWN / SHARED) == 0) {
        all.add(entry(BOTH, i / (OWN / SHARED)));
      }
    }
    Random random = new Random(writer.hashCode());
    List<List<JournalEntry>> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(LARGEST_BATCH));
      batches.add(all.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static End end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted -> End.ACCEPTED;
      case Outcome.Replayed replayed -> End.REPLAYED;
      case Outcome.Rejected rejected -> End.REJECTED;
    };
  }
}
