package org.ledgercore.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Why a command was refused: the rule that was broken and its facts. The closed list stands in
 * order of precedence: when several rules are broken, the first in this list is the answer. A
 * refused command changed nothing and used up no key; it may be sent again when its cause is gone.
 */
public sealed interface Rejection
    permits Rejection.KeyReused,
        Rejection.EntryNotFound,
        Rejection.NotNewest,
        Rejection.FactChanged,
        Rejection.PeriodClosed,
        Rejection.PeriodOpen,
        Rejection.SubjectNotFound,
        Rejection.SubjectRetained,
        Rejection.MetadataRefused,
        Rejection.UnknownCurrency,
        Rejection.UnitDiffers,
        Rejection.AccountNotFound,
        Rejection.CurrencyMismatch,
        Rejection.AccountDiffers,
        Rejection.AccountClosed,
        Rejection.AccountFrozen,
        Rejection.ConditionNotMet,
        Rejection.AccountNotEmpty,
        Rejection.BalanceOverflow,
        Rejection.InsufficientFunds,
        Rejection.AboveCeiling,
        Rejection.PaymentRefused,
        Rejection.GroupRefused,
        PartRejection {

  /** The rule's stable name in capitals. */
  String code();

  /** What happened, for people; derived from the facts. */
  String sentence();

  /** The key was used before, for other content. */
  record KeyReused(EntryKey key, RecordedEntry first, List<Difference> differences)
      implements Rejection {

    /** A field on which the two contents differ. */
    public record Difference(String field, String first, String now) {
      @Override
      public String toString() {
        return field + " was " + first + " and is now " + now;
      }
    }

    @Override
    public String code() {
      return "KEY_REUSED";
    }

    @Override
    public String sentence() {
      return "key " + key + " was used by entry " + first.number() + ": " + differences;
    }
  }

  /** The entry that this one follows does not exist. */
  record EntryNotFound(EntryKey key) implements Rejection {
    @Override
    public String code() {
      return "ENTRY_NOT_FOUND";
    }

    @Override
    public String sentence() {
      return "key: must name an entry of this ledger: " + key;
    }
  }

  /** Another entry was recorded since the caller looked. */
  record NotNewest(long expected, long newest) implements Rejection {
    @Override
    public String code() {
      return "NOT_NEWEST";
    }

    @Override
    public String sentence() {
      return "entry " + expected + " was to be the newest, but entry " + newest + " is";
    }
  }

  /** The fact has another version than the one that was to be changed; 0 is none. */
  record FactChanged(FactRef fact, int expected, int version) implements Rejection {
    @Override
    public String code() {
      return "FACT_CHANGED";
    }

    @Override
    public String sentence() {
      return "version of " + fact + ": must be " + expected + ": " + version;
    }
  }

  /** The entry belongs to a day on which the books are closed. */
  record PeriodClosed(LocalDate day, LocalDate closedThrough) implements Rejection {
    @Override
    public String code() {
      return "PERIOD_CLOSED";
    }

    @Override
    public String sentence() {
      return "day: must be after " + closedThrough + ", through which the books are closed: " + day;
    }
  }

  /** The day is open already, so it cannot be opened again. */
  record PeriodOpen(LocalDate day) implements Rejection {
    @Override
    public String code() {
      return "PERIOD_OPEN";
    }

    @Override
    public String sentence() {
      return "day: must lie in a closed period: " + day;
    }
  }

  /** The ledger has no such subject, or it was erased. */
  record SubjectNotFound(UUID subject) implements Rejection {
    @Override
    public String code() {
      return "SUBJECT_NOT_FOUND";
    }

    @Override
    public String sentence() {
      return "subject: must be known and not erased: " + subject;
    }
  }

  /** The subject's values must be kept: up to and with a day, for a legal hold, or both. */
  record SubjectRetained(UUID subject, @Nullable LocalDate until, boolean isOnLegalHold)
      implements Rejection {
    @Override
    public String code() {
      return "SUBJECT_RETAINED";
    }

    @Override
    public String sentence() {
      String kept = until == null ? "" : " until " + until;
      return "subject " + subject + " is kept" + kept + (isOnLegalHold ? ", on legal hold" : "");
    }
  }

  /** A metadata key that is not declared, or a personal one whose value names no subject. */
  record MetadataRefused(String name, boolean isPersonal) implements Rejection {
    @Override
    public String code() {
      return "METADATA_REFUSED";
    }

    @Override
    public String sentence() {
      return "metadata " + name + (isPersonal ? ": must name a subject" : ": must be declared");
    }
  }

  /** The ledger has no such unit. */
  record UnknownCurrency(String currency) implements Rejection {
    @Override
    public String code() {
      return "UNKNOWN_CURRENCY";
    }

    @Override
    public String sentence() {
      return "currency: must be open in this ledger: " + currency;
    }
  }

  /** The ledger knows the unit with another exponent or kind; an opening compares all of it. */
  record UnitDiffers(Unit known, Unit given) implements Rejection {
    @Override
    public String code() {
      return "UNIT_DIFFERS";
    }

    @Override
    public String sentence() {
      return "unit "
          + known.code()
          + ": must be as it was opened "
          + facts(known)
          + ": "
          + facts(given);
    }

    private static String facts(Unit unit) {
      return "(exponent "
          + unit.exponent()
          + ", "
          + unit.kind()
          + ", displayed with "
          + unit.displayDecimals()
          + ", steps "
          + unit.cashStep()
          + " and "
          + unit.transferStep()
          + ")";
    }
  }

  /** No account has this path. */
  record AccountNotFound(AccountRef account) implements Rejection {
    @Override
    public String code() {
      return "ACCOUNT_NOT_FOUND";
    }

    @Override
    public String sentence() {
      return "account: must be open in this ledger: " + account;
    }
  }

  /** The account exists, in other currencies than the leg's. */
  record CurrencyMismatch(AccountRef account, List<String> openIn) implements Rejection {
    @Override
    public String code() {
      return "CURRENCY_MISMATCH";
    }

    @Override
    public String sentence() {
      return "currency: must be one that account "
          + account.path()
          + " is open in "
          + openIn
          + ": "
          + account.currency();
    }
  }

  /** The account is open already, as something else. */
  record AccountDiffers(AccountRef account, List<KeyReused.Difference> differences)
      implements Rejection {
    @Override
    public String code() {
      return "ACCOUNT_DIFFERS";
    }

    @Override
    public String sentence() {
      return "account " + account + " is open already: " + differences;
    }
  }

  /** The account is closed for good. */
  record AccountClosed(AccountRef account) implements Rejection {
    @Override
    public String code() {
      return "ACCOUNT_CLOSED";
    }

    @Override
    public String sentence() {
      return "account: must not be closed: " + account;
    }
  }

  /** The account is frozen in the direction of a leg. */
  record AccountFrozen(AccountRef account, AccountStatus status) implements Rejection {
    @Override
    public String code() {
      return "ACCOUNT_FROZEN";
    }

    @Override
    public String sentence() {
      return "account: must take the leg, but is " + status + ": " + account;
    }
  }

  /** What the entry was to be posted on does not hold. */
  record ConditionNotMet(Condition condition, Money balance, long newestEntry)
      implements Rejection {
    @Override
    public String code() {
      return "CONDITION_NOT_MET";
    }

    @Override
    public String sentence() {
      return "condition: must hold: "
          + condition
          + "; the balance is "
          + balance
          + ", last moved by entry "
          + newestEntry;
    }
  }

  /** Only an empty account can be closed. */
  record AccountNotEmpty(AccountRef account, Money balance) implements Rejection {
    @Override
    public String code() {
      return "ACCOUNT_NOT_EMPTY";
    }

    @Override
    public String sentence() {
      return "balance: must be zero to close account " + account + ": " + balance;
    }
  }

  /** The account's turnover would pass 2^63 − 1 minor units. */
  record BalanceOverflow(AccountRef account) implements Rejection {
    @Override
    public String code() {
      return "BALANCE_OVERFLOW";
    }

    @Override
    public String sentence() {
      return "turnover: must stay within 64 bits of minor units: " + account;
    }
  }

  /** The entry would leave the account below its floor. */
  record InsufficientFunds(AccountRef account, Money balance, Money after, Money floor)
      implements Rejection {
    @Override
    public String code() {
      return "INSUFFICIENT_FUNDS";
    }

    @Override
    public String sentence() {
      return "balance of %s: must not fall below %s: %s would become %s"
          .formatted(account, floor, balance, after);
    }
  }

  /** The entry would leave the account above its ceiling. */
  record AboveCeiling(AccountRef account, Money balance, Money after, Money ceiling)
      implements Rejection {
    @Override
    public String code() {
      return "ABOVE_CEILING";
    }

    @Override
    public String sentence() {
      return "balance of %s: must not rise above %s: %s would become %s"
          .formatted(account, ceiling, balance, after);
    }
  }

  /** A payment command was refused by a rule of payments. */
  record PaymentRefused(PaymentRefusal reason) implements Rejection {
    @Override
    public String code() {
      return reason.code();
    }

    @Override
    public String sentence() {
      return reason.sentence();
    }
  }

  /** Another member of the atomic group was refused. */
  record GroupRefused(int member, Rejection cause) implements Rejection {
    @Override
    public String code() {
      return "GROUP_REFUSED";
    }

    @Override
    public String sentence() {
      return "member " + member + " of the group was refused: " + cause.sentence();
    }
  }
}
