package org.ledgercore.approvals.requests;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are looked for: all of an organisation, less what the other fields rule out.
 *
 * @param organisation whose requests
 * @param kind the kind of request; null for any
 * @param subject what they are about, such as the number of an application; null for anything
 * @param impact the exact amount at stake; null for any, known or not
 * @param applicants the subjects of whom their personal data tells, any of them; null for anybody,
 *     empty for nobody
 * @param isOpen whether only those that can still be decided or executed
 */
public record Search(
    String organisation,
    @Nullable String kind,
    @Nullable String subject,
    Request.@Nullable Impact impact,
    @Nullable List<UUID> applicants,
    boolean isOpen) {

  /** All requests of an organisation. */
  public static Search in(String organisation) {
    return new Search(organisation, null, null, null, null, false);
  }

  /** The open ones of these. */
  public Search open() {
    return new Search(organisation, kind, subject, impact, applicants, true);
  }

  /** Those of a kind. */
  public Search ofKind(String name) {
    return new Search(organisation, name, subject, impact, applicants, isOpen);
  }

  /** Those about a subject. */
  public Search about(String what) {
    return new Search(organisation, kind, what, impact, applicants, isOpen);
  }

  /** Those of exactly this amount. */
  public Search of(Request.Impact exactly) {
    return new Search(organisation, kind, subject, exactly, applicants, isOpen);
  }

  /**
   * Those of these applicants: the subjects that {@code Subjects.find} knows by an e-mail address,
   * say. Where it knows none, nothing is found.
   */
  public Search by(List<UUID> subjects) {
    return new Search(organisation, kind, subject, impact, List.copyOf(subjects), isOpen);
  }
}
