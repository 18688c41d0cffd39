package org.ledgercore.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.ledgercore.commit.InFlight.Fate;

/**
 * A clock that moves when it is told to, and threads that are lists of tasks: whoever waits runs
 * them in an order that comes from a seed. Everything happens on one thread.
 */
final class SimPace extends Pace {

  private static final Instant DAWN = Instant.parse("2026-03-31T06:00:00Z");
  private static final long STEP_NANOS = 1_000;

  private final Random random;
  private final List<Runnable> aside = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private long nanos;
  private boolean stuck;

  SimPace(Random random) {
    this.random = random;
  }

  @Override
  long nanoTime() {
    nanos += STEP_NANOS;
    return nanos;
  }

  /** The server's clock. */
  Instant now() {
    return DAWN.plusNanos(nanoTime());
  }

  /** Lets time pass. */
  void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Override
  void pause(Duration longest) {
    pass(longest);
  }

  @Override
  Fate await(CompletableFuture<Fate> fate) {
    while (!fate.isDone()) {
      if (!runOne()) {
        stuck = true;
        throw new IllegalStateException("a batch waits for a fate that nobody is about to tell");
      }
    }
    return fate.join();
  }

  /** Whether anybody ever waited for what could not come. */
  boolean isStuck() {
    return stuck;
  }

  /** Runs one of the waiting tasks; false when there is none that can begin. */
  boolean runOne() {
    List<Worker> ready = workers.stream().filter(Worker::isReady).toList();
    int choices = aside.size() + ready.size();
    if (choices == 0) {
      return false;
    }
    int choice = random.nextInt(choices);
    if (choice < aside.size()) {
      aside.remove(choice).run();
    } else {
      ready.get(choice - aside.size()).runNext();
    }
    return true;
  }

  /** Forgets what waits, as the end of a process does. */
  void forgetTasks() {
    aside.clear();
    workers.clear();
  }

  @Override
  void aside(Runnable task) {
    aside.add(task);
  }

  @Override
  ExecutorService worker(String name) {
    Worker worker = new Worker();
    workers.add(worker);
    return worker;
  }

  private final class Worker extends AbstractExecutorService {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private boolean ended;

    private boolean isReady() {
      return !running && !tasks.isEmpty();
    }

    private void runNext() {
      running = true;
      tasks.remove().run();
      running = false;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void shutdown() {
      ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      ended = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return ended;
    }

    @Override
    public boolean isTerminated() {
      return ended && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      while (runOne()) {
        nanos += STEP_NANOS;
      }
      return true;
    }
  }
}
