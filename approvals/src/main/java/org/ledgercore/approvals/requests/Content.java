package org.ledgercore.approvals.requests;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;

/**
 * What is signed, as lines a person can read: what is asked for, the exact postings with the
 * digests of their entries, what they were told by, the evidence, and who has to agree. The digest
 * is SHA-256 over every line as UTF-8 behind its length in four bytes.
 *
 * @param lines the lines, the first of which names this form
 */
record Content(List<String> lines) {

  private static final String FORM = "ledger/approval/1";

  /** What the lines are told by. */
  record Parts(
      Ask ask,
      Operation.Stake stake,
      @Nullable JournalEntry holding,
      Told execution,
      Policy policy,
      Policy.Level level) {}

  static Content of(Parts parts) {
    List<String> lines = new ArrayList<>();
    Ask ask = parts.ask;
    lines.add(FORM);
    lines.add("kind " + ask.kind());
    lines.add("subject " + ask.subject());
    lines.add("organisation " + ask.organisation());
    lines.add("counterparty " + parts.stake.counterparty());
    lines.add(parts.stake.impact() == null ? "impact unknown" : "impact " + parts.stake.impact());
    lines.add("reason " + ask.reason());
    ask.inputs().forEach((name, value) -> lines.add("input " + name + " = " + value));
    if (parts.holding != null) {
      add(lines, "holding", parts.holding);
    }
    for (JournalEntry entry : parts.execution.entries()) {
      add(lines, "posting", entry);
    }
    parts.execution.seen().forEach((name, value) -> lines.add("seen " + name + " = " + value));
    for (Evidence each : ask.evidence()) {
      String until = each.validUntil() == null ? "" : " until " + each.validUntil();
      lines.add("evidence " + each.type() + " " + each.reference() + " " + each.digest() + until);
    }
    lines.add("policy " + parts.policy.name() + " version " + parts.policy.version());
    lines.add("decided by " + parts.level.quorum() + " with " + parts.level.roles());
    return new Content(List.copyOf(lines));
  }

  private static void add(List<String> lines, String what, JournalEntry entry) {
    lines.add(what + " entry " + entry.key() + " " + entry.digest());
    for (Posting posting : entry.postings()) {
      String side = posting.side().name().toLowerCase(java.util.Locale.ROOT);
      lines.add(what + " " + side + " " + posting.account().value() + " " + posting.amount());
    }
  }

  Digest digest() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
      bytes.writeBytes(utf8);
    }
    return Digest.of(bytes.toByteArray());
  }

  /** The lines that were signed and are gone, and those that came instead. */
  static List<String> differences(List<String> before, List<String> now) {
    List<String> differences = new ArrayList<>();
    before.stream()
        .filter(line -> !now.contains(line))
        .map("was "::concat)
        .forEach(differences::add);
    now.stream()
        .filter(line -> !before.contains(line))
        .map("is "::concat)
        .forEach(differences::add);
    return List.copyOf(differences);
  }

  static Optional<Request.Impact> impactOf(Operation.Stake stake) {
    return Optional.ofNullable(stake.impact())
        .map(money -> new Request.Impact(money.minor(), money.unit().code()));
  }
}
