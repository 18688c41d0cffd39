package org.ledgercore.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this test class path in JVMs of their own, which begin when they are told to. */
final class ChildJvm {

  private static final int WATCHDOG_SECONDS = 300;

  private ChildJvm() {}

  /** Starts a program; its first line is "ready", and it waits for a line before it begins. */
  static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // One that outlived the tests would hold on to their output, and the build waits for its end.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** Lets the programs begin together and returns all that they say, when all have ended well. */
  static List<String> letGo(List<Process> processes) throws IOException, InterruptedException {
    List<BufferedReader> outputs = processes.stream().map(Process::inputReader).toList();
    for (BufferedReader output : outputs) {
      assertThat(output.readLine()).isEqualTo("ready");
    }
    for (Process process : processes) {
      process.outputWriter().append("go\n").flush();
    }
    List<String> said = new ArrayList<>();
    for (BufferedReader output : outputs) {
      output.lines().forEach(said::add);
    }
    for (Process process : processes) {
      assertThat(process.waitFor(WATCHDOG_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(said.toString()).isZero();
    }
    return said;
  }
}
