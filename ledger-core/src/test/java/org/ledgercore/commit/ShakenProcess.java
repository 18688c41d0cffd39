package org.ledgercore.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ledgercore.commit.ShakenCallers.Numbered;
import org.ledgercore.commit.ShakenCallers.Share;
import org.ledgercore.rules.Command;
import org.ledgercore.testing.Verdict;

/**
 * The program of one of the two JVMs of {@link ShakenPipelineTest}: sends its share of the days and
 * says how each call ended, a line a call.
 *
 * <p>Arguments: JDBC URL, schema, seed, the writer's number, how many writers. Begins when a line
 * comes in.
 */
public final class ShakenProcess {

  /** What the line of a call begins with; whatever else is printed is not ours. */
  static final String CALL = "call ";

  /** What the line begins with that tells how many sessions were ended. */
  static final String ENDED = "ended ";

  private static final String FAILED = "failed";

  private ShakenProcess() {}

  public static void main(String[] args) throws Exception {
    Share share =
        new Share(Long.parseLong(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
    System.out.println("ready");
    System.in.read();
    ShakenCallers callers = ShakenCallers.run(args[0], args[1], share);
    callers.calls().forEach(call -> System.out.println(CALL + line(call)));
    System.out.println(ENDED + callers.ended());
  }

  private static String line(Numbered numbered) {
    SimCall call = numbered.call();
    List<List<Verdict>> verdicts = call.verdicts();
    String end =
        verdicts == null
            ? FAILED
            : verdicts.stream().map(ShakenProcess::words).collect(Collectors.joining(";"));
    return String.join(
        " ", "" + numbered.number(), "" + call.sentAt(), "" + call.answeredAt(), end);
  }

  private static String words(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(it -> it.code() + "/" + URLEncoder.encode(it.about(), UTF_8) + "/" + it.figure())
        .collect(Collectors.joining(","));
  }

  /** The call that a process wrote down as a line. */
  static SimCall read(String line, List<List<Command>> days) {
    String[] words = line.substring(CALL.length()).split(" ", -1);
    SimCall call = new SimCall(days.get(Integer.parseInt(words[0])), Long.parseLong(words[1]));
    boolean failed = words[3].equals(FAILED);
    call.told(
        failed ? null : verdicts(words[3]),
        failed ? new IllegalStateException("failed in its process") : null,
        Long.parseLong(words[2]));
    return call;
  }

  private static List<List<Verdict>> verdicts(String words) {
    List<List<Verdict>> verdicts = new ArrayList<>();
    for (String ofCommand : words.split(";", -1)) {
      verdicts.add(Arrays.stream(ofCommand.split(",", -1)).map(ShakenProcess::verdict).toList());
    }
    return verdicts;
  }

  private static Verdict verdict(String words) {
    String[] parts = words.split("/", -1);
    return new Verdict(parts[0], URLDecoder.decode(parts[1], UTF_8), Long.parseLong(parts[2]));
  }
}
