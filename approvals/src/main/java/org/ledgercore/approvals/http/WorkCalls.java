package org.ledgercore.approvals.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.Ledger;
import org.ledgercore.approvals.Approvals;
import org.ledgercore.approvals.answers.Answer;
import org.ledgercore.approvals.cases.Packs;
import org.ledgercore.approvals.http.RequestWords.EvidenceCard;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.work.Due;
import org.ledgercore.approvals.work.Work;
import org.ledgercore.approvals.work.WorkItem;
import org.ledgercore.facts.Fact;
import org.ledgercore.journal.FactRef;
import org.ledgercore.money.InvalidInputException;

/** Work that waits, and evidence that is frozen, as calls. Safe for many threads. */
public final class WorkCalls {

  private final Ledger ledger;
  private final Work work;
  private final Packs packs;

  public WorkCalls(Ledger ledger, Approvals approvals) {
    this.ledger = ledger;
    this.work = approvals.work();
    this.packs = approvals.packs();
  }

  /**
   * An item for a queue; due at the end of the business day when neither span nor event is given.
   *
   * @param queue which queue
   * @param subject what it is about, such as {@code request 7}
   * @param nextAction what is to be done next
   * @param evidence where to look; missing for nowhere
   * @param dueMinutes due after so many minutes of working time
   * @param dueBefore due before this event, such as {@code payout:P-1}
   */
  public record NewWork(
      String queue,
      String subject,
      String nextAction,
      @Nullable String evidence,
      @Nullable Integer dueMinutes,
      @Nullable String dueBefore) {}

  /**
   * What waits in a queue.
   *
   * @param queue which queue
   * @param limit 1 to 1000; missing for 100
   */
  public record WorkWanted(String queue, @Nullable Integer limit) {}

  /**
   * Names an item.
   *
   * @param item its number
   */
  public record WhichWork(long item) {}

  /**
   * Something done about an item.
   *
   * @param item its number
   * @param reason why, 1 to 1000 characters
   */
  public record WorkDeed(long item, String reason) {}

  /**
   * An item for somebody.
   *
   * @param item its number
   * @param to who is to own it
   * @param reason why, 1 to 1000 characters
   */
  public record HandOver(long item, UUID to, String reason) {}

  /**
   * When an event is due.
   *
   * @param queue the queue whose people may say so
   * @param event such as {@code payout:P-1}
   * @param at when
   * @param reason why, 1 to 200 characters
   */
  public record NewDeadline(String queue, String event, Instant at, String reason) {}

  /**
   * A deadline that was set.
   *
   * @param event which event
   * @param version how often it was set
   * @param at when it is due
   */
  public record DeadlineCard(String event, int version, Instant at) {}

  /**
   * An item as it stands.
   *
   * @param item its number
   * @param queue where it waits
   * @param subject what it is about
   * @param nextAction what is to be done next
   * @param evidence where to look
   * @param state whether it waits, is owned or done
   * @param owner who owns it; missing when nobody does
   * @param level how often it was escalated
   * @param opened when it came up
   * @param due when it is due; missing while nobody knows
   */
  public record WorkCard(
      long item,
      String queue,
      String subject,
      String nextAction,
      String evidence,
      WorkItem.Status state,
      @Nullable UUID owner,
      int level,
      Instant opened,
      @Nullable Instant due) {
    static WorkCard of(WorkItem item) {
      PersonId owner = item.owner();
      return new WorkCard(
          item.number(),
          item.queue(),
          item.task().subject(),
          item.task().nextAction(),
          item.task().evidence(),
          item.state(),
          owner == null ? null : owner.value(),
          item.level(),
          item.opened(),
          item.due());
    }
  }

  /**
   * Evidence to be frozen.
   *
   * @param pack the pack's own id
   * @param payment the case it belongs to
   * @param evidence 1 to 100 pieces
   * @param dueBefore the event it must be handed in before; missing for none
   */
  public record NewPack(
      String pack, String payment, List<EvidenceCard> evidence, @Nullable String dueBefore) {}

  /**
   * A pack that is handed in.
   *
   * @param pack its id
   * @param to to whom
   */
  public record HandIn(String pack, String to) {}

  /**
   * Names a pack.
   *
   * @param pack its id
   */
  public record WhichPack(String pack) {}

  /**
   * A pack as it was frozen.
   *
   * @param pack its id
   * @param payment the case it belongs to
   * @param lines what the digest is taken over
   * @param digest SHA-256 of the lines
   * @param frozen when
   * @param due when it must be handed in; missing for no deadline
   * @param handedIn when it was handed in; missing while it was not
   */
  public record PackCard(
      String pack,
      String payment,
      List<String> lines,
      String digest,
      Instant frozen,
      @Nullable Instant due,
      @Nullable Instant handedIn) {
    static PackCard of(Packs.Pack pack) {
      return new PackCard(
          pack.id(),
          pack.caseId(),
          pack.lines(),
          pack.digest().toString(),
          pack.frozen(),
          pack.due(),
          pack.handedIn());
    }
  }

  /** Puts an item into a queue. */
  public Given<WorkCard> open(Caller by, NewWork wanted) {
    String evidence = wanted.evidence();
    WorkItem.Task task =
        new WorkItem.Task(
            by.organisation(),
            wanted.subject(),
            wanted.nextAction(),
            evidence == null ? "" : evidence);
    return once(by, () -> work.open(by.principal(), wanted.queue(), task, due(wanted)));
  }

  private static Due due(NewWork wanted) {
    Integer minutes = wanted.dueMinutes();
    String before = wanted.dueBefore();
    if (minutes != null && before != null) {
      throw new InvalidInputException("dueBefore", "must not stand beside dueMinutes", before);
    }
    if (before != null) {
      return new Due.Before(before);
    }
    return minutes == null ? new Due.SameDay() : new Due.Within(Duration.ofMinutes(minutes));
  }

  /** What waits in a queue, by due time. */
  public List<WorkCard> queue(Caller by, WorkWanted wanted) {
    return work
        .queue(wanted.queue(), by.organisation(), RequestCalls.limit(wanted.limit()))
        .stream()
        .map(WorkCard::of)
        .toList();
  }

  /** One item. */
  public Optional<WorkCard> get(Caller by, WhichWork which) {
    return work.find(which.item())
        .filter(item -> item.task().organisation().equals(by.organisation()))
        .map(WorkCard::of);
  }

  /** Takes an item. */
  public Given<WorkCard> claim(Caller by, WorkDeed wanted) {
    return once(by, () -> work.claim(by.principal(), wanted.item()));
  }

  /** Puts one's own item back. */
  public Given<WorkCard> release(Caller by, WorkDeed wanted) {
    return once(by, () -> work.release(by.principal(), wanted.item(), wanted.reason()));
  }

  /** Gives an item to somebody. */
  public Given<WorkCard> reassign(Caller by, HandOver wanted) {
    PersonId to = new PersonId(wanted.to());
    return once(by, () -> work.reassign(by.principal(), wanted.item(), to, wanted.reason()));
  }

  /** Ends one's own item. */
  public Given<WorkCard> finish(Caller by, WorkDeed wanted) {
    return once(by, () -> work.finish(by.principal(), wanted.item(), wanted.reason()));
  }

  /** Says when an event is due. */
  public Given<DeadlineCard> deadline(Caller by, NewDeadline wanted) {
    Optional<Fact> before = trace(by, FactRef.of("approval.deadline", wanted.event()));
    if (before.isPresent()) {
      return Given.before(new DeadlineCard(wanted.event(), before.get().version(), wanted.at()));
    }
    WorkItem.Task about = new WorkItem.Task(by.organisation(), wanted.event(), wanted.reason(), "");
    return Given.now(
        work.deadline(
            by.principal(), wanted.queue(), about, new Due.Before(wanted.event()), wanted.at()),
        version -> new DeadlineCard(wanted.event(), version, wanted.at()));
  }

  /** Freezes evidence. */
  public Given<PackCard> freeze(Caller by, NewPack wanted) {
    if (trace(by, FactRef.of("approval.pack", wanted.pack())).isPresent()) {
      return Given.before(packs.find(wanted.pack()).map(PackCard::of).orElseThrow());
    }
    Packs.Draft draft =
        new Packs.Draft(
            wanted.pack(),
            wanted.payment(),
            wanted.evidence().stream().map(EvidenceCard::read).toList(),
            wanted.dueBefore());
    return Given.now(packs.freeze(by.principal(), by.organisation(), draft), PackCard::of);
  }

  /** Hands a pack in. */
  public Given<PackCard> handIn(Caller by, HandIn wanted) {
    boolean isDone =
        trace(by, FactRef.of("approval.pack", wanted.pack()))
            .filter(fact -> fact.version() > 1)
            .isPresent();
    return isDone
        ? Given.before(packs.find(wanted.pack()).map(PackCard::of).orElseThrow())
        : Given.now(
            packs.handIn(by.principal(), by.organisation(), wanted.pack(), wanted.to()),
            pack -> packs.find(pack.id()).map(PackCard::of).orElseThrow());
  }

  /** A pack as it was frozen. */
  public Optional<PackCard> pack(Caller by, WhichPack which) {
    return packs.find(which.pack()).map(PackCard::of);
  }

  private interface Acting {
    Answer<WorkItem> act();
  }

  private Given<WorkCard> once(Caller by, Acting acting) {
    Optional<WorkItem> before = work.actedOn(by.principal());
    return before.isPresent()
        ? Given.before(WorkCard.of(before.get()))
        : Given.now(acting.act(), WorkCard::of);
  }

  private Optional<Fact> trace(Caller by, FactRef ref) {
    return FactTraces.of(ledger, by.principal(), ref);
  }
}
