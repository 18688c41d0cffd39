package org.ledgercore.interchange;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Balance;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;

/** CSV as in RFC 4180, one row per posting, texts unchanged. Used by one thread. */
final class CsvFormat implements Format {

  private static final String HEADER =
      "entry,recorded_at,effective_date,namespace,key,kind,correlation,description,"
          + "account,currency,side,amount,type,metadata";

  private final Writer out;
  private Map<AccountRef, String> types = Map.of();

  CsvFormat(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Account> accounts) throws IOException {
    types =
        accounts.stream()
            .collect(
                Collectors.toMap(
                    Account::ref, it -> ImportedAccount.typeName(it.type(), it.normalSide())));
    out.write(HEADER + "\r\n");
  }

  @Override
  public void entry(RecordedEntry recorded) throws IOException {
    JournalEntry entry = recorded.entry();
    String correlation = entry.correlation();
    String metadata = metadata(entry);
    for (Posting posting : entry.postings()) {
      row(
          Long.toString(recorded.number()),
          recorded.recordedAt().toString(),
          recorded.effectiveDate().toString(),
          entry.key().namespace(),
          entry.key().text(),
          entry.kind(),
          correlation == null ? "" : correlation,
          entry.description(),
          posting.account().value(),
          posting.ref().currency(),
          posting.side().name(),
          posting.amount().toDecimal(),
          types.getOrDefault(posting.ref(), ""),
          metadata);
    }
  }

  /** What the caller said; what the ledger itself says of an entry links to numbers of its own. */
  private static String metadata(JournalEntry entry) {
    return entry.metadata().entrySet().stream()
        .filter(each -> !each.getKey().startsWith(EntryKey.RESERVED))
        .map(each -> Words.percent(each.getKey()) + "=" + Words.percent(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private void row(String... fields) throws IOException {
    String separator = "";
    for (String field : fields) {
      out.write(separator);
      out.write(field(field));
      separator = ",";
    }
    out.write("\r\n");
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void record(RecordedEntry entry) {
    // A record has no posting, and CSV has no comments.
  }

  @Override
  public void end(List<Balance> balances, LocalDate last) {
    // CSV has no place for an assertion.
  }
}
