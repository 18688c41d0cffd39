package org.ledgercore.approvals.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.requests.ActKind;
import org.ledgercore.approvals.requests.Evidence;
import org.ledgercore.approvals.requests.Request;
import org.ledgercore.approvals.requests.State;
import org.ledgercore.approvals.requests.Status;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.Amount;
import org.ledgercore.money.InvalidInputException;

/** What calls about requests hold, and what they are answered. */
public final class RequestWords {

  private RequestWords() {}

  /**
   * What a request rests on.
   *
   * @param type such as {@code provider_confirmation}, 1 to 60 characters
   * @param reference where it is kept, 1 to 255 characters
   * @param digest SHA-256 of its bytes, 64 hexadecimal digits
   * @param validUntil nothing is decided on it from then on; missing for never
   */
  public record EvidenceCard(
      String type, String reference, String digest, @Nullable Instant validUntil) {
    static EvidenceCard of(Evidence each) {
      return new EvidenceCard(
          each.type(), each.reference(), each.digest().toString(), each.validUntil());
    }

    Evidence read() {
      return new Evidence(type, reference, RequestWords.digest("digest", digest), validUntil);
    }
  }

  /**
   * A refund to a customer.
   *
   * @param provider by whom the payment was captured
   * @param reference the refund's own reference
   * @param merchant whose money it is
   * @param amount how much
   * @param date the business day
   * @param payment the payment's id
   * @param evidence what it rests on, at most 20
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record RefundAsk(
      String provider,
      String reference,
      String merchant,
      Amount amount,
      LocalDate date,
      String payment,
      @Nullable List<EvidenceCard> evidence,
      String reason,
      @Nullable UUID behalf) {}

  /**
   * A payout to a merchant.
   *
   * @param payout the payout's own id
   * @param merchant who is paid
   * @param amount how much
   * @param bank through which bank
   * @param date the business day
   * @param payment the id under which its entries stand together
   * @param evidence what it rests on, at most 20
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record PayoutAsk(
      String payout,
      String merchant,
      Amount amount,
      String bank,
      LocalDate date,
      String payment,
      @Nullable List<EvidenceCard> evidence,
      String reason,
      @Nullable UUID behalf) {}

  /**
   * A request of any kind.
   *
   * @param kind the kind's name
   * @param subject what it is about, 1 to 200 characters
   * @param inputs what the kind needs, by name
   * @param evidence what it rests on, at most 20
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record NewRequest(
      String kind,
      String subject,
      @Nullable Map<String, String> inputs,
      @Nullable List<EvidenceCard> evidence,
      String reason,
      @Nullable UUID behalf) {}

  /**
   * Requests that wait for the caller's decision.
   *
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record WaitingWanted(@Nullable Long after, @Nullable Integer limit) {}

  /**
   * Requests that are looked for; what is missing rules nothing out.
   *
   * @param kind of this kind
   * @param subject about this
   * @param value with exactly this amount at stake, in {@code currency}
   * @param currency the unit of {@code value}
   * @param applicant of this subject of personal data
   * @param open only those that can still be decided or executed
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record RequestsWanted(
      @Nullable String kind,
      @Nullable String subject,
      @Nullable String value,
      @Nullable String currency,
      @Nullable UUID applicant,
      @Nullable Boolean open,
      @Nullable Long after,
      @Nullable Integer limit) {}

  /**
   * Requests of whoever has an e-mail address; in a body, because addresses of calls are logged.
   *
   * @param email the whole address, as it was registered
   * @param open only those that can still be decided or executed
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record EmailWanted(
      String email, @Nullable Boolean open, @Nullable Long after, @Nullable Integer limit) {}

  /**
   * Names a request.
   *
   * @param request its number
   */
  public record WhichRequest(long request) {}

  /**
   * An approval of what a digest stands for.
   *
   * @param request the request's number
   * @param digest the digest of what was shown
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record Approval(long request, String digest, String reason, @Nullable UUID behalf) {}

  /**
   * Something done about a request.
   *
   * @param request the request's number
   * @param reason why, 1 to 1000 characters
   * @param behalf the person whose role is used; missing for one's own
   */
  public record Deed(long request, String reason, @Nullable UUID behalf) {}

  /**
   * Something that was done about a request.
   *
   * @param number 1 upwards
   * @param act what it was
   * @param state the state it led to
   * @param login the login it was done by
   * @param person who did it
   * @param behalf whose role was used
   * @param role the role; missing where none is needed
   * @param via who vouched for the login, and in which call
   * @param reason why
   * @param posted the entries it posted
   * @param at when
   */
  public record ActCard(
      int number,
      ActKind act,
      State state,
      String login,
      UUID person,
      UUID behalf,
      @Nullable String role,
      String via,
      String reason,
      List<Long> posted,
      Instant at) {
    static ActCard of(Request.Act act) {
      return new ActCard(
          act.number(),
          act.what(),
          act.to(),
          act.login(),
          act.person().value(),
          act.behalf().value(),
          act.role(),
          act.via(),
          act.reason(),
          act.posted(),
          act.at());
    }
  }

  /**
   * By which rule a request is decided.
   *
   * @param policy the policy's name
   * @param version the policy's version
   * @param quorum how many people have to agree
   * @param roles roles that must be among those they act by
   * @param due when a decision is late
   * @param expires from when none can be made
   */
  public record TermsCard(
      String policy, int version, int quorum, List<String> roles, Instant due, Instant expires) {
    static TermsCard of(Request request) {
      return new TermsCard(
          request.terms().policy(),
          request.terms().version(),
          request.terms().quorum(),
          request.terms().roles(),
          request.times().due(),
          request.times().expires());
    }
  }

  /**
   * A request and what became of it.
   *
   * @param number its number; 0 for one that was only tried
   * @param kind what kind of request
   * @param subject what it is about
   * @param organisation in which it is decided
   * @param counterparty whose money it is
   * @param maker the person who asked
   * @param state where it stands
   * @param decision what people decided
   * @param work where the work stands
   * @param visibility who may see it
   * @param impact the money at stake; missing when nobody knows it, which is not zero
   * @param digest what is signed
   * @param lines what the digest is taken over
   * @param evidence what it rests on
   * @param terms by which rule it is decided
   * @param holdingEntry the entry that puts money aside; missing when there is none
   * @param allowed what the caller may do about it now
   * @param acts what was done, in order
   */
  public record RequestCard(
      long number,
      String kind,
      String subject,
      String organisation,
      String counterparty,
      UUID maker,
      State state,
      Status.Decision decision,
      Status.Work work,
      Status.Visibility visibility,
      @Nullable Amount impact,
      String digest,
      List<String> lines,
      List<EvidenceCard> evidence,
      TermsCard terms,
      @Nullable Long holdingEntry,
      List<ActKind> allowed,
      List<ActCard> acts) {}

  /**
   * What a gate says.
   *
   * @param gate its name
   * @param version the version of its rule
   * @param open whether money may go through it
   * @param closedBy the ids of what closes it
   * @param read what it read, each at its version
   */
  public record GateCard(
      String gate, int version, boolean open, List<String> closedBy, List<String> read) {}

  /** Reads a digest from a field. */
  static Digest digest(String field, String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new InvalidInputException(field, "must have 64 hexadecimal digits", text);
    }
    return Digest.ofBytes(HexFormat.of().parseHex(text));
  }
}
