package org.ledgercore.http.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be wrong with a call, each with one HTTP status and a sentence on who can do
 * what next. Codes are stable: they may be added to, never renamed. {@code retryable} means that
 * the very same request may succeed later.
 */
public enum ProblemCode {
  INVALID_INPUT(400, "A field breaks a rule", "Correct the field and send the request again."),
  KEY_MISSING(400, "Idempotency-Key is missing", "Send one header with 1 to 255 ASCII characters."),
  NOT_SIGNED_IN(401, "No valid token", "Send a valid token, or ask an administrator for one."),
  NOT_PERMITTED(403, "The caller's roles do not allow it", "Ask somebody who has the permission."),
  WRONG_AUDIENCE(403, "The token is for another audience", "Use the base path of the token."),
  NOT_FOUND(404, "There is no such thing here", "Look at the address and the id in it."),
  METHOD_NOT_ALLOWED(405, "The address does not take this method", "See /docs for its methods."),
  TOO_SLOW(408, "The request did not arrive in time", "Send it again, without pauses."),
  REQUEST_IN_FLIGHT(409, "The same request is still being worked on", "Wait, then send it again."),
  BODY_TOO_LARGE(413, "The body is too large", "Send less at once; bulk lines may be many."),
  ADDRESS_TOO_LONG(414, "The address is too long", "Shorten the parameters."),
  CROSS_SITE(
      403,
      "The call may come from another site",
      "Send the header X-Ledger-Request with what a browser's session changes."),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has another media type", "Send the type /docs names."),
  REQUEST_KEY_REUSED(
      422, "Idempotency-Key was used for another request", "Send the request under a new key."),
  TOO_MANY_REQUESTS(429, "Too many requests", "Wait as long as Retry-After says."),
  TOO_MANY_SIGN_INS(429, "Too many failed sign-ins", "Wait as long as Retry-After says."),
  HEADERS_TOO_LARGE(431, "The header is too large", "Send fewer or shorter headers."),
  INTERNAL(500, "Something is wrong with the service", "Tell an operator the request id."),
  BUSY(503, "The ledger has no room; nothing was posted", "Send the same request again later."),
  UNAVAILABLE(
      503,
      "The database does not answer; nothing was posted",
      "Send the same request again later."),
  ANSWER_LATE(
      503,
      "The answer takes too long; the work may go on",
      "Send the same request with the same key later: that is safe and finds out."),
  OUTCOME_UNKNOWN(
      503,
      "It is unknown whether the request was carried out",
      "Send the same request with the same key: that is safe and finds out."),
  HISTORY_GONE(
      503, "The database lost entries that were there", "An operator has to look before anything."),

  KEY_REUSED(
      422, "The ledger key was used for other content", "Send the first content, or another key."),
  ENTRY_NOT_FOUND(404, "The entry that is named does not exist", "Look up the entry's key."),
  NOT_NEWEST(409, "Another entry was recorded meanwhile", "Read again, then decide anew."),
  FACT_CHANGED(409, "The fact has another version", "Read the newest version, then decide anew."),
  PERIOD_CLOSED(
      422, "The books are closed on that day", "Use an open day, or have the period reopened."),
  PERIOD_OPEN(409, "The day is open already", "Nothing is left to be done."),
  SUBJECT_NOT_FOUND(404, "There is no such subject, or it was erased", "Look up the subject's id."),
  SUBJECT_RETAINED(
      422, "The subject must be kept", "Wait for the day, or have the legal hold lifted."),
  METADATA_REFUSED(422, "A metadata name is not declared", "Have it declared, or leave it out."),
  UNKNOWN_CURRENCY(422, "The unit is not open", "Have an accountant open the unit."),
  UNIT_DIFFERS(422, "The unit is open as another one", "Use it as it is, or another code."),
  ACCOUNT_NOT_FOUND(404, "There is no such account", "Look up the account, or have it opened."),
  CURRENCY_MISMATCH(422, "The account is open in other currencies", "Use one of these."),
  ACCOUNT_DIFFERS(422, "The account is open as another one", "Use it as it is, or another path."),
  ACCOUNT_CLOSED(422, "The account is closed for good", "Use another account."),
  ACCOUNT_FROZEN(422, "The account is frozen", "Ask an accountant to unfreeze it."),
  CONDITION_NOT_MET(409, "A condition does not hold", "Read again, then decide anew."),
  ACCOUNT_NOT_EMPTY(422, "The account is not empty", "Bring its balance to zero first."),
  BALANCE_OVERFLOW(422, "The turnover would pass 64 bits", "Use another account."),
  INSUFFICIENT_FUNDS(422, "There are not enough funds", "Ask for less, or wait for funds."),
  ABOVE_CEILING(422, "The balance would pass its ceiling", "Ask for less, or for a higher one."),
  GROUP_REFUSED(422, "Another member of the group was refused", "Correct that member."),

  NO_SUCH_ENTRY(404, "There is no entry of this number", "Look up the entry."),
  NOT_REVERSIBLE(422, "The entry cannot be reversed", "Post an entry that corrects it."),
  NOT_A_HOLD(422, "The entry is no hold", "Look up the hold's id."),
  HOLD_CLOSED(409, "The hold is closed", "Nothing is left to be done with it."),
  NOTHING_LEFT(409, "Nothing is left of the entry", "It was reversed whole."),
  PART_DOES_NOT_FIT(422, "The amounts are no part of the entry", "Give an amount for each leg."),
  MORE_THAN_IS_LEFT(422, "More is asked than is left", "Ask for at most what is left."),
  EXPIRY_PASSED(422, "The hold would be over at once", "Give a later instant."),
  HOLDS_OPEN(422, "The account has open holds", "Settle them or let them go first."),

  REFUND_ABOVE_CAPACITY(
      422, "More would be refunded than was captured", "Ask for at most the capacity."),
  NOTHING_TO_MOVE(422, "There is nothing to move", "Wait until there is."),
  REVERSAL_ABOVE_CAPACITY(
      422, "More would be reversed than is left", "Reverse at most the capacity."),
  ALREADY_SETTLED(409, "It was settled already", "Nothing is left to be done."),
  NO_CONTRACT(422, "No contract holds", "Have a contract recorded for that instant."),
  CAPTURE_NOT_ALLOWED(422, "The risk desk has not allowed it", "Have the risk desk decide first."),
  APPROVAL_MISSING(422, "It needs an approval", "Have it approved, and name the approval."),
  NO_RATE(422, "No rate holds", "Have a rate recorded for that instant."),
  ABOVE_LIMIT(422, "More than the contract allows", "Ask for at most what the limit leaves."),
  NO_BENEFICIARY(422, "The merchant has no beneficiary", "Have a beneficiary recorded."),
  BENEFICIARY_BLOCKED(422, "The beneficiary is blocked", "Ask for it to be looked at."),
  BENEFICIARY_CHANGED(409, "The beneficiary has changed", "Read again, then decide anew."),
  PAYOUT_ABOVE_LINES(422, "More than the lines add up to", "Ask for at most the sum of the lines."),
  DESK_CLOSED(422, "The cash desk is closed", "Have its day opened first."),
  DESK_DAY_RUNS(422, "Another day of the desk runs", "Close that day first."),
  LOT_NOT_DUE(422, "The reserve lot is not due", "Wait until it is due."),

  UNKNOWN_LOGIN(403, "The token is no person's login", "Have two people make it a login of yours."),
  UNKNOWN_REQUEST(404, "There is no such request here", "Look up the request's number."),
  SELF_APPROVAL(403, "Nobody decides on their own request", "Ask another person to decide."),
  NOT_THE_MAKER(403, "Only the maker may recall", "Ask the maker, or decide against it."),
  WRONG_STATE(409, "The request's state does not allow it", "Read the request again."),
  EXPIRED(409, "The request is past its time", "Have it asked for anew."),
  NOT_EXPIRED(409, "The request is not past its time", "Wait until it is."),
  APPROVED_BEFORE(409, "The same person approved before", "Ask another person to approve."),
  OTHER_DIGEST(409, "The digest is not that of the request", "Read what is signed again."),
  STALE_EVIDENCE(422, "Evidence is past its time", "Have it asked for anew, on newer evidence."),
  CHANGED(409, "The request is void: what would be posted has changed", "Have it asked for anew."),
  ALREADY_OPEN(409, "A request about the same is open", "Have that one decided first."),
  CONFLICTING_RIGHTS(
      422, "Two rights must not meet in one person", "Give one of them to another person."),
  ROLE_NOT_GRANTABLE(403, "The caller may not have this role granted", "Ask somebody who may."),
  ABOVE_PARENT(422, "The role would have more than its parent", "Leave that right out."),
  NOT_AS_EXPECTED(422, "It is not as the call expects", "Read what holds, then decide anew."),
  BLOCKED(409, "A gate is closed", "Have what the reasons name decided first."),
  ALREADY_POSTED(409, "The entry was posted before", "Look up the entry."),

  FILE_UNUSABLE(422, "The file cannot be believed", "Look at the line and field that are named."),
  UNKNOWN_ITEM(404, "There is no such line or movement", "Look it up in a run that was tried."),
  UNKNOWN_MATCH(404, "There is no such match", "Look it up in the list of matches."),
  ALREADY_UNDONE(409, "The match was undone before", "Nothing is left to be done."),
  UNKNOWN_BREAK(404, "There is no such break", "Look it up in the list of breaks."),
  ALREADY_RESOLVED(409, "The break is resolved", "Nothing is left to be done."),
  STANDS_FOR_A_BREAK(422, "The match stands for a break", "Resolve the break instead."),
  NOT_OF_A_LINE(422, "The break is not of an unknown line", "Resolve it by an entry instead."),
  ITEM_TAKEN(409, "Some of it is in another match", "Take that match apart first."),
  SUMS_DIFFER(422, "Both sides do not sum to the same", "Choose items that do."),
  SETTLEMENT_ARRIVED(422, "The settlement that rests on it has arrived", "Post a correction."),
  NOTHING_TO_WRITE_OFF(422, "No money is missing there", "Resolve it by an entry or a match."),
  NOT_APPROVED(422, "Nobody else approved it", "Ask for an approval."),
  DOES_NOT_CORRECT(422, "That does not move its money", "Name what moves exactly its money.");

  private final int status;
  private final String title;
  private final String next;

  ProblemCode(int status, String title, String next) {
    this.status = status;
    this.title = title;
    this.next = next;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What is wrong, in few words. */
  public String title() {
    return title;
  }

  /** Who can do what next. */
  public String next() {
    return next;
  }

  /** Where the problem is described: a reference relative to the service. */
  public String type() {
    return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the very same request may succeed later. */
  public boolean isRetryable() {
    return switch (this) {
      case TOO_SLOW,
          REQUEST_IN_FLIGHT,
          TOO_MANY_REQUESTS,
          TOO_MANY_SIGN_INS,
          BUSY,
          UNAVAILABLE,
          ANSWER_LATE,
          OUTCOME_UNKNOWN ->
          true;
      default -> false;
    };
  }

  /** The code behind the last part of a type; empty when there is none. */
  public static Optional<ProblemCode> ofSlug(String slug) {
    return Arrays.stream(values())
        .filter(code -> code.type().equals("/problems/" + slug))
        .findFirst();
  }
}
