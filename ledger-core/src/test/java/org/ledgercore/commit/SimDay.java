package org.ledgercore.commit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.rules.Command;
import org.ledgercore.rules.Outcome;
import org.ledgercore.testing.Action;
import org.ledgercore.testing.Day;

/**
 * A day of random commands on the pipeline over a store whose faults come from the same seed. Calls
 * are sent, queued, given up and run in place; lanes and answers go on in any order; other writers
 * append; the process ends and begins again. In the end nothing goes wrong any more, what failed is
 * sent once more, and {@link SimCheck} looks at it all. One thread does everything.
 */
final class SimDay {

  private static final Duration A_MOMENT = Duration.ofMillis(25);
  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final Instant LONG_AFTER = Instant.parse("2199-12-31T00:00:00Z");
  private static final int PATIENCE = 100_000;
  private static final int QUEUE = 12;
  private static final int FEW_HEADS = 3;

  private final Random random;
  private final SimFaults.Count count;
  private final SimFaults faults;
  private final SimPace pace;
  private final SimStore store;
  private final Deque<List<Command>> toSend = new ArrayDeque<>();
  private final List<SimCall> waiting = new ArrayList<>();
  private final List<SimCall> sent = new ArrayList<>();
  private final Pipeline.Config config;
  private Pipeline pipeline;

  private SimDay(long seed, SimFaults.Count count) {
    this.random = new Random(seed);
    this.count = count;
    this.faults = new SimFaults(random, count);
    this.pace = new SimPace(random);
    this.store = new SimStore(faults, pace, this::anotherWriter);
    this.config = config();
    this.pipeline = begin();
  }

  private Pipeline.Config config() {
    Duration second = Duration.ofSeconds(1);
    return new Pipeline.Config(
        new Deadlines(second.multipliedBy(5), second.multipliedBy(10), second.multipliedBy(5)),
        second.multipliedBy(10),
        QUEUE,
        FEW_HEADS + random.nextInt(2 * FEW_HEADS),
        new BatchSize(1 + random.nextInt(8), 40, 1 + random.nextInt(4)));
  }

  /** Plays the day of a seed; returns what it did, line by line, the same for the same seed. */
  static List<String> play(long seed, SimFaults.Count count) {
    SimDay day = new SimDay(seed, count);
    for (Action action : Day.of(seed).actions()) {
      calls(action).forEach(day.toSend::add);
    }
    count.add("commands", day.toSend.stream().mapToInt(List::size).sum());
    day.openChart();
    day.faults.calm(false);
    while (!day.toSend.isEmpty() || !day.waiting.isEmpty()) {
      day.step();
    }
    day.finish();
    return day.check();
  }

  private List<String> check() {
    SimJournal journal = store.journal();
    if (!journal.problems().isEmpty()) {
      throw new AssertionError(journal.problems());
    }
    SimCheck check = new SimCheck(journal.entries(), sent);
    List<String> answers = check.run();
    sent.forEach(count.outcomes()::add);
    check.requireHeads(journal.heads());
    return answers;
  }

  /** What a caller asks of a pipeline to do the action, call by call. */
  static Stream<List<Command>> calls(Action action) {
    return switch (action) {
      case Action.OpenUnit it -> Stream.of(List.of(new Command.OpenUnit(it.unit())));
      case Action.OpenAccount it -> Stream.of(List.of(new Command.OpenAccount(it.account())));
      case Action.CloseAccount it ->
          Stream.of(List.of(new Command.CloseAccount(it.account(), "ann", it.reason())));
      case Action.FreezeAccount it ->
          Stream.of(List.of(new Command.FreezeAccount(it.account(), it.status(), it.act())));
      case Action.LimitAccount it ->
          Stream.of(
              List.of(
                  new Command.LimitAccount(
                      it.account(), it.limits().floor(), it.limits().ceiling(), it.act())));
      case Action.AssignAccount it ->
          Stream.of(
              List.of(
                  new Command.AssignAccount(
                      it.account(), it.assigned().owner(), it.assigned().dimensions(), it.act())));
      case Action.Post it -> posts(List.of(it.entry()));
      case Action.PostAll it -> posts(it.entries());
      case Action.PostAtomically it ->
          it.members().stream().allMatch(SimDay::isPlain)
              ? Stream.of(List.of(new Command.PostGroup(it.members())))
              : Stream.of();
      case Action.Join it -> it.steps().stream().flatMap(SimDay::calls);
      case Action.AtOnce it -> it.actions().stream().flatMap(SimDay::calls);
      default -> Stream.of();
    };
  }

  private static Stream<List<Command>> posts(List<JournalEntry> entries) {
    List<Command> posts =
        entries.stream().filter(SimDay::isPlain).<Command>map(Command.Post::new).toList();
    return posts.isEmpty() ? Stream.of() : Stream.of(posts);
  }

  /** The simulated journal keeps no facts and no cases, and in its time no hold is over. */
  private static boolean isPlain(JournalEntry entry) {
    Instant until = entry.heldUntil();
    boolean isOfAccounts =
        entry.conditions().stream().allMatch(Condition.OnAccount.class::isInstance);
    return entry.fact() == null && isOfAccounts && (until == null || until.isAfter(LONG_AFTER));
  }

  private Pipeline begin() {
    Pipeline pipeline =
        new Pipeline(store, SimStore.SCHEMA, config, Appender.Known.of(SimStore.SCHEMA), pace);
    pipeline.readAhead();
    return pipeline;
  }

  private void openChart() {
    while (!toSend.isEmpty() && !isPost(toSend.peek().getFirst())) {
      send(toSend.remove());
      drain();
    }
  }

  private static boolean isPost(Command command) {
    return command instanceof Command.Post || command instanceof Command.PostGroup;
  }

  private void step() {
    waiting.removeIf(SimCall::isAnswered);
    int roll = random.nextInt(100);
    if (roll < 35) {
      if (!toSend.isEmpty()) {
        send(toSend.remove());
      }
    } else if (roll < 62) {
      pipeline.round(true);
    } else if (roll < 90) {
      pace.runOne();
    } else if (roll < 92) {
      pace.pass(random.nextInt(3) > 0 ? A_MOMENT : A_WHILE);
    } else if (roll < 93) {
      idle();
    } else if (roll < 95) {
      giveUp();
    } else if (roll < 98) {
      store.decideOne();
    } else if (roll < 99) {
      anotherWriter();
    } else if (random.nextInt(3) == 0) {
      endProcess();
    }
  }

  private void send(List<Command> commands) {
    SimCall call = new SimCall(commands, newest());
    sent.add(call);
    waiting.add(call);
    call.item()
        .answer()
        .whenComplete((outcomes, failure) -> call.answered(outcomes, failure, newest()));
    try {
      if (random.nextInt(3) > 0 || !pipeline.runHere(call.item())) {
        pipeline.enqueue(call.item());
      }
    } catch (BusyException e) {
      call.item().answer().completeExceptionally(e);
    }
  }

  /**
   * What is queued goes to the lanes, and then nothing more comes while they take their time, so
   * that the session which holds the turn has nothing to do but show that it is alive.
   */
  private void idle() {
    pipeline.round(true);
    for (int i = random.nextInt(4); i >= 0; i--) {
      pace.pass(A_WHILE);
      pipeline.round(false);
    }
  }

  private long newest() {
    return store.journal().entries().size();
  }

  /** A caller's deadline passes: while the call is queued it is given up. */
  private void giveUp() {
    if (!waiting.isEmpty()) {
      WorkItem item = waiting.get(random.nextInt(waiting.size())).item();
      if (item.giveUp()) {
        item.answer().completeExceptionally(new BusyException("the deadline passed"));
      }
    }
  }

  /** Another process appends what is to come here as well, or what is on its way here already. */
  private void anotherWriter() {
    List<List<Command>> wanted = new ArrayList<>(toSend);
    waiting.forEach(call -> wanted.add(call.commands()));
    if (wanted.isEmpty()) {
      return;
    }
    boolean collides = !waiting.isEmpty() && random.nextInt(2) == 0;
    int near = Math.min(wanted.size(), 5);
    List<Command> call = wanted.get(collides ? wanted.size() - 1 : random.nextInt(near));
    Command command = call.get(random.nextInt(call.size()));
    SimCall theirs = new SimCall(List.of(command), newest());
    List<Outcome> outcomes = store.append(command);
    if (outcomes != null) {
      theirs.answered(List.of(outcomes), null, newest());
      sent.add(theirs);
      count.add("calls of other writers", 1);
    }
  }

  /** The process is killed; its callers know nothing, and a new one begins. */
  private void endProcess() {
    count.add("process ends", 1);
    pace.forgetTasks();
    store.processEnds();
    waiting.clear();
    pipeline = begin();
  }

  private void drain() {
    for (int i = 0; !waiting.isEmpty(); i++) {
      if (i > PATIENCE) {
        throw new AssertionError("never answered: " + waiting.getFirst().commands());
      }
      boolean more = pipeline.round(true);
      while (pace.runOne()) {
        more = true;
      }
      if (!more) {
        throw new AssertionError("the pipeline ended");
      }
      waiting.removeIf(SimCall::isAnswered);
    }
  }

  /** Nothing goes wrong any more; whoever has no verdict asks again. */
  private void finish() {
    faults.calm(true);
    store.decideAll();
    SimCheck.requireNothingPosted(store.journal(), sent);
    for (SimCall call : List.copyOf(sent)) {
      Throwable failure = call.failure();
      if (call.verdicts() == null) {
        count.add(failure == null ? "no answer" : nameOf(failure), 1);
        send(call.commands());
        drain();
      }
    }
    pipeline.round(true);
    pipeline.close();
    if (pace.isStuck()) {
      throw new AssertionError("a batch waited for a fate that nobody was about to tell");
    }
  }

  /** A call may only fail for what the database did. */
  private static String nameOf(Throwable failure) {
    boolean isExpected =
        failure instanceof BusyException || failure.getCause() instanceof SQLException;
    if (!isExpected) {
      throw new AssertionError("a call failed for another reason", failure);
    }
    return failure.getClass().getSimpleName();
  }
}
