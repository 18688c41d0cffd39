package org.ledgercore.approvals.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.store.Transactions;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.RecordedEntry;

/**
 * Proves the tables of requests against the ledger: every act by its record, every entry by what
 * was signed, every release by what it gives back. That the records themselves are whole is what
 * {@code Ledger.verify} proves.
 */
final class RequestVerifier {

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Transactions transactions;
  private final RequestTables tables;

  RequestVerifier(Ledger ledger, Transactions transactions, RequestTables tables) {
    this.ledger = ledger;
    this.transactions = transactions;
    this.tables = tables;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    long after = 0;
    while (true) {
      long from = after;
      List<Long> page = transactions.ask(connection -> tables.all(connection, from, PAGE));
      if (page.isEmpty()) {
        return problems;
      }
      prove(page, problems);
      after = page.getLast();
    }
  }

  private void prove(List<Long> page, List<String> problems) {
    List<Request> found = new ArrayList<>();
    for (long number : page) {
      transactions
          .ask(connection -> tables.find(connection, number))
          .ifPresentOrElse(
              found::add, () -> problems.add("request " + number + ": nobody asked for it"));
    }
    Map<Long, RecordedEntry> entries =
        ledger.entries(found.stream().flatMap(RequestVerifier::entries).toList()).stream()
            .collect(Collectors.toMap(RecordedEntry::number, each -> each));
    found.forEach(request -> prove(request, entries, problems));
  }

  private static Stream<Long> entries(Request request) {
    return Stream.concat(
        Stream.ofNullable(request.holdingEntry()),
        request.acts().stream().flatMap(act -> act.posted().stream()));
  }

  private void prove(Request request, Map<Long, RecordedEntry> entries, List<String> problems) {
    Finding finding = new Finding("request " + request.number(), problems);
    finding.require(
        new Content(request.content()).digest().equals(request.digest()),
        "the digest is not that of its content");
    List<Fact> records = ledger.facts().history(Asking.fact(request.number()));
    finding.require(
        records.size() == request.acts().size(),
        records.size() + " records of " + request.acts().size() + " acts");
    State before = null;
    for (int i = 0; i < Math.min(records.size(), request.acts().size()); i++) {
      Request.Act act = request.acts().get(i);
      finding.require(
          act.what().follows(Optional.ofNullable(before))
              && act.what().leadsTo().contains(act.to()),
          act.what() + " does not lead from " + before + " to " + act.to());
      proveRecord(finding, request, act, records.get(i));
      before = act.to();
    }
    proveEntries(finding, request, entries);
  }

  private static void proveRecord(Finding finding, Request request, Request.Act act, Fact record) {
    Map<String, String> said = record.values();
    PersonId person = act.person();
    String behalf = said.getOrDefault("behalf", person.toString());
    finding.require(
        act.what().name().equals(said.get("act"))
            && act.to().name().equals(said.get("state"))
            && request.digest().toString().equals(said.get("digest"))
            && act.login().equals(record.actor())
            && person.toString().equals(said.get("person"))
            && act.behalf().toString().equals(behalf),
        "act " + act.number() + " is not what its record says");
    boolean decides =
        act.what() == ActKind.APPROVE
            || act.what() == ActKind.REJECT
            || act.what() == ActKind.EXECUTE;
    boolean own =
        List.of(person, act.behalf()).contains(request.maker())
            || List.of(person, act.behalf()).contains(request.makerBehalf());
    finding.require(!(decides && own), "act " + act.number() + " is the maker's own");
  }

  private static void proveEntries(
      Finding finding, Request request, Map<Long, RecordedEntry> entries) {
    Optional<RecordedEntry> held = Optional.ofNullable(request.holdingEntry()).map(entries::get);
    held.ifPresent(it -> proveSigned(finding, request, it.entry()));
    for (Request.Act act : request.acts()) {
      for (long number : act.posted()) {
        RecordedEntry recorded = entries.get(number);
        finding.require(recorded != null, "entry " + number + " is not there");
        if (recorded == null) {
          continue;
        }
        JournalEntry entry = recorded.entry();
        boolean ours =
            Long.toString(request.number()).equals(entry.metadata().get(Signed.APPROVAL));
        if (act.what() == ActKind.EXECUTE && !entry.postings().isEmpty()) {
          proveSigned(finding, request, entry);
        }
        if (act.to().givesBack() && ours && held.isPresent()) {
          finding.require(
              Signed.isInverse(entry, held.get().entry()),
              "entry " + number + " does not give back what is held");
        }
      }
    }
  }

  private static void proveSigned(Finding finding, Request request, JournalEntry entry) {
    Digest digest = request.digest();
    String line = entry.key() + " " + Signed.unsigned(entry).digest();
    finding.require(
        digest.toString().equals(entry.metadata().get(Signed.DIGEST))
            && request.content().stream().anyMatch(it -> it.endsWith(line)),
        "entry " + entry.key() + " is not what was signed");
  }

  private record Finding(String where, List<String> problems) {
    void require(boolean holds, String problem) {
      if (!holds) {
        problems.add(where + ": " + problem);
      }
    }
  }
}
