package org.ledgercore.approvals.answers;

import java.time.Instant;
import java.util.List;
import org.ledgercore.journal.Digest;
import org.ledgercore.rules.Rejection;

/**
 * Why an act was refused: the rule that was broken and its facts. The closed list stands in order
 * of precedence: when several rules are broken, the first in this list is the answer.
 */
public sealed interface Refusal {

  /** What happened, for people; derived from the facts. */
  String sentence();

  /** The rule's stable name in capitals: the name of its type. */
  default String code() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(java.util.Locale.ROOT);
  }

  /** Nobody has this login, or it has ended. */
  record UnknownLogin(String login) implements Refusal {
    @Override
    public String sentence() {
      return "login: must be somebody's and not have ended: " + login;
    }
  }

  /** There is no such request. */
  record UnknownRequest(long request) implements Refusal {
    @Override
    public String sentence() {
      return "request: must exist: " + request;
    }
  }

  /** The right is missing in this organisation, or the delegation that would lend it. */
  record NotPermitted(String login, String right, String organisation) implements Refusal {
    @Override
    public String sentence() {
      return login + ": must have the right " + right + " in " + organisation;
    }
  }

  /** The maker's own request: the same person, whatever login, token or delegation is used. */
  record OwnRequest(long request, String login) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": must be decided by another person than its maker: " + login;
    }
  }

  /** Only the maker may recall. */
  record NotTheMaker(long request, String login) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": must be recalled by its maker: " + login;
    }
  }

  /** What was to be done does not follow from the state. */
  record WrongState(long request, String state, String act) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": must be in a state that allows " + act + ": " + state;
    }
  }

  /** The request is past its time. */
  record Expired(long request, Instant at) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": must be decided before " + at;
    }
  }

  /** The request is not past its time yet. */
  record NotExpired(long request, Instant at) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": expires only at " + at;
    }
  }

  /** The same person approved before, with whatever login. */
  record ApprovedBefore(long request, String login) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": must be approved by another person this time: " + login;
    }
  }

  /** What was signed is not the digest of this request. */
  record OtherDigest(long request, Digest signed, Digest asked) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": the digest must be " + asked + ": " + signed;
    }
  }

  /** Evidence is past the time until which it is valid. */
  record StaleEvidence(String type, String reference, Instant validUntil) implements Refusal {
    @Override
    public String sentence() {
      return "evidence " + type + " " + reference + ": was valid until " + validUntil;
    }
  }

  /**
   * What would be posted is no longer what was asked for. The request is void now, and what it held
   * was given back.
   */
  record Changed(long request, List<String> differences) implements Refusal {
    @Override
    public String sentence() {
      return "request " + request + ": is void, because it changed: " + differences;
    }
  }

  /** Another request of the kind is open for the subject. */
  record AlreadyOpen(String kind, String subject, long request) implements Refusal {
    @Override
    public String sentence() {
      return kind + " of " + subject + ": request " + request + " must be decided first";
    }
  }

  /** One person would have two rights that must not meet. */
  record ConflictingRights(String person, String detail) implements Refusal {
    @Override
    public String sentence() {
      return person + ": " + detail;
    }
  }

  /** There is no such role, or it is not one that the asker may hand on. */
  record RoleNotGrantable(String login, String role) implements Refusal {
    @Override
    public String sentence() {
      return login + ": must have the right to grant the role " + role;
    }
  }

  /** A child role would have what its parent has not. */
  record AboveParent(String parent, String right) implements Refusal {
    @Override
    public String sentence() {
      return "right " + right + ": must be one of the role " + parent;
    }
  }

  /** Something by that name is there already, or is gone. */
  record NotAsExpected(String what) implements Refusal {
    @Override
    public String sentence() {
      return what;
    }
  }

  /** Gates that are closed, each with what closes it. */
  record Blocked(List<String> reasons) implements Refusal {
    @Override
    public String sentence() {
      return "blocked by " + reasons;
    }
  }

  /** The ledger refused the entry. */
  record LedgerRefused(Rejection rejection) implements Refusal {
    @Override
    public String sentence() {
      return rejection.code() + ": " + rejection.sentence();
    }
  }

  /** The very entry that would be posted has been posted without this request. */
  record AlreadyPosted(long entry) implements Refusal {
    @Override
    public String sentence() {
      return "entry " + entry + " was posted before";
    }
  }
}
