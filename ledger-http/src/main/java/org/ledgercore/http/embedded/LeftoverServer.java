package org.ledgercore.http.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that went on running when its process was killed: the next start on its data directory
 * would wait for the directory's lock in vain. Its {@code postmaster.pid} tells which process it
 * is. Stateless.
 */
final class LeftoverServer {

  private static final String LOCK = "postmaster.pid";
  private static final int STOP_SECONDS = 20;

  private LeftoverServer() {}

  /**
   * Stops the server that runs on this data directory, if there is one; its open transactions roll
   * back, as on any fast shutdown.
   */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> server = running(data);
    if (server.isEmpty()) {
      return;
    }
    ProcessHandle process = server.get();
    interrupt(process);
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server in " + data + " was stopped", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "process %d still runs on %s: stop it, then start again".formatted(process.pid(), data),
          e);
    }
  }

  /** The server's process; empty when there is none, or when its number went to another program. */
  private static Optional<ProcessHandle> running(Path data) throws IOException {
    Path lock = data.resolve(LOCK);
    if (!Files.isReadable(lock)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(lock);
    if (lines.size() < 2 || !isSame(data, Path.of(lines.get(1).strip()))) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> process.info().command().orElse("").contains("postgres"));
  }

  private static boolean isSame(Path data, Path said) throws IOException {
    return Files.exists(said) && Files.isSameFile(data, said);
  }

  /** SIGINT asks the server for a fast shutdown; where there is none, it is ended. */
  private static void interrupt(ProcessHandle process) throws IOException {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a server was stopped", e);
    }
  }
}
