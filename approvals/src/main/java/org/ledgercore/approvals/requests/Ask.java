package org.ledgercore.approvals.requests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;

/**
 * What a maker asks for. Immutable; the {@code with} methods return another one.
 *
 * @param kind the name of a {@link Kind}
 * @param subject what it is about; one request of a kind may be open for it, 1 to 200 code points
 * @param organisation in which the maker has the right to ask and others the right to decide
 * @param inputs what the operation is told by; at most 40 names of 1 to 60 code points, values of
 *     up to 1,000
 * @param evidence what it rests on, at most 20
 * @param reason why it is asked for, 1 to 1,000 code points
 */
public record Ask(
    String kind,
    String subject,
    String organisation,
    SortedMap<String, String> inputs,
    List<Evidence> evidence,
    String reason) {

  private static final int MAX_SUBJECT = 200;
  private static final int MAX_NAME = 60;
  private static final int MAX_VALUE = 1_000;
  private static final int MAX_INPUTS = 40;
  private static final int MAX_EVIDENCE = 20;

  public Ask {
    Text.required("kind", kind, MAX_NAME);
    Text.required("subject", subject, MAX_SUBJECT);
    Text.required("organisation", organisation, MAX_NAME);
    Text.required("reason", reason, MAX_VALUE);
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    evidence = List.copyOf(evidence);
    if (inputs.size() > MAX_INPUTS) {
      throw new InvalidInputException("inputs", "must be at most 40", inputs.size());
    }
    if (evidence.size() > MAX_EVIDENCE) {
      throw new InvalidInputException("evidence", "must be at most 20", evidence.size());
    }
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      Text.required("input name", input.getKey(), MAX_NAME);
      Text.optional("input " + input.getKey(), input.getValue(), MAX_VALUE);
    }
  }

  /** {@code Ask.of("refund", "re_1", "platform", "mail 12")}: kind, subject, where and why. */
  public static Ask of(String kind, String subject, String organisation, String reason) {
    return new Ask(kind, subject, organisation, new TreeMap<>(), List.of(), reason);
  }

  /** The same with one more input. */
  public Ask with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(inputs);
    more.put(name, value);
    return new Ask(kind, subject, organisation, more, evidence, reason);
  }

  /** The same with one more piece of evidence. */
  public Ask with(Evidence one) {
    List<Evidence> more = new ArrayList<>(evidence);
    more.add(one);
    return new Ask(kind, subject, organisation, inputs, more, reason);
  }

  /**
   * What was put in by a name.
   *
   * @throws InvalidInputException when there is no such input
   */
  public String input(String name) {
    String value = inputs.get(name);
    if (value == null) {
      throw new InvalidInputException("input " + name, "must be given", "none");
    }
    return value;
  }
}
