package org.ledgercore.http.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A good call of an operation, as {@code operations.txt} has it.
 *
 * @param operation the operation
 * @param caller the role that calls it and its organisation; {@code -} for everybody
 * @param path the address
 * @param body the body, empty for none
 * @param keep what to remember of the answer: a name, a blank, a pointer; empty for nothing
 */
record Example(String operation, String caller, String path, String body, String keep) {

  static List<Example> all() {
    List<Example> examples = new ArrayList<>();
    for (String line : text().lines().toList()) {
      if (line.startsWith("  ")) {
        Example last = examples.removeLast();
        String body = last.body + (last.body.isEmpty() ? "" : "\n") + line.strip();
        examples.add(new Example(last.operation, last.caller, last.path, body, last.keep));
      } else if (line.startsWith("keep ")) {
        Example last = examples.removeLast();
        examples.add(
            new Example(last.operation, last.caller, last.path, last.body, line.substring(5)));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        examples.add(new Example(words[0], words[1], words[2], "", ""));
      }
    }
    return examples;
  }

  private static String text() {
    try (InputStream in = Example.class.getResourceAsStream("/operations.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return operation + " " + caller + " " + path;
  }
}
