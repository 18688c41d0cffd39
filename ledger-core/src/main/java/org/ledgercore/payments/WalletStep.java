package org.ledgercore.payments;

import java.util.List;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.UnitKind;

/** Wallets, cards, cashback and points: P15a to P18. */
public sealed interface WalletStep extends PaymentCommand {

  String CASHBACK = "cashback";

  /** The caller's id of this step, its key. */
  String id();

  /**
   * P15a: cashback, paid by the platform.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param subject whose wallet
   * @param amount how much
   * @param occasion when, and the case
   */
  record Cashback(String id, SubjectId subject, Money amount, Occasion occasion)
      implements WalletStep {
    @Override
    public String kind() {
      return CASHBACK;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("cashback", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CASHBACK, amount)
          .credit(AccountClass.CUSTOMER_WALLET, subject, amount)
          .build();
    }
  }

  /**
   * P15b: cashback, paid by the merchant. Shares its key with {@link Cashback}.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param merchant who pays it
   * @param subject whose wallet
   * @param amount how much
   * @param occasion when, and the case
   */
  record MerchantCashback(
      String id, MerchantId merchant, SubjectId subject, Money amount, Occasion occasion)
      implements WalletStep {
    @Override
    public String kind() {
      return CASHBACK;
    }

    @Override
    public EntryKey key() {
      return new EntryKey("cashback", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.MERCHANT_PAYABLE, merchant, amount)
          .credit(AccountClass.CUSTOMER_WALLET, subject, amount)
          .build();
    }
  }

  /**
   * Cashback goes back with the refund of its payment: the exact inverse.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param occasion when, and the case
   */
  record CashbackReturned(String id, Occasion occasion) implements WalletStep {
    @Override
    public String kind() {
      return "cashback_returned";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("cashback_return", id);
    }

    @Override
    public Needs needs() {
      return Needs.entry(new EntryKey("cashback", id), CASHBACK);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this).inverseOf(situation.beforeEntry()).build();
    }
  }

  /**
   * P15c: points. They are a unit of their own and never added to money.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param subject whose wallet
   * @param points how many
   * @param occasion when, and the case
   */
  record PointsGiven(String id, SubjectId subject, Money points, Occasion occasion)
      implements WalletStep {
    @Override
    public String kind() {
      return "points_given";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("points", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      if (points.unit().kind() != UnitKind.POINTS) {
        throw new InvalidInputException("points", "must be of a unit of points", points);
      }
      return Row.of(this)
          .debit(AccountClass.POINTS_ISSUANCE, points)
          .credit(AccountClass.CUSTOMER_WALLET, subject, points)
          .build();
    }
  }

  /**
   * P16: one wallet pays another, and a commission on top.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param between from whom to whom
   * @param amount how much
   * @param commission zero or more
   * @param occasion when, and the case
   */
  record Transferred(String id, Wallets between, Money amount, Money commission, Occasion occasion)
      implements WalletStep {
    @Override
    public String kind() {
      return "wallet_transfer";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("wallet_transfer", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(
              AccountClass.CUSTOMER_WALLET,
              between.from(),
              amount.plus(Row.notNegative("commission", commission)))
          .credit(AccountClass.CUSTOMER_WALLET, between.to(), amount)
          .credit(AccountClass.COMMISSION, commission)
          .build();
    }
  }

  /**
   * Two wallets.
   *
   * @param from whose wallet pays
   * @param to whose wallet is paid
   */
  record Wallets(SubjectId from, SubjectId to) {}

  /**
   * P17: a merchant pays many wallets at once, in the order of the list.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param merchant who pays it
   * @param parts 1 to 9,999 of them
   * @param occasion when, and the case
   */
  record MassPaid(String id, MerchantId merchant, List<Part> parts, Occasion occasion)
      implements WalletStep {

    public MassPaid {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new InvalidInputException("parts", "must be at least 1", 0);
      }
    }

    @Override
    public String kind() {
      return "mass_payment";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("mass_payment", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      Row row = Row.of(this);
      Money sum = Money.zero(parts.getFirst().amount().unit());
      for (Part part : parts) {
        sum = sum.plus(part.amount());
      }
      row.debit(AccountClass.MERCHANT_PAYABLE, merchant, sum);
      parts.forEach(
          part -> row.credit(AccountClass.CUSTOMER_WALLET, part.subject(), part.amount()));
      return row.build();
    }
  }

  /**
   * One line of a mass payment.
   *
   * @param subject whose wallet
   * @param amount how much
   */
  record Part(SubjectId subject, Money amount) {}

  /**
   * P18: money moves from a wallet to a prepaid card.
   *
   * @param id the caller's id, 1 to 255 code points
   * @param subject whose wallet
   * @param card the card's id, the dimension of its account
   * @param amount how much
   * @param occasion when, and the case
   */
  record CardLoaded(String id, SubjectId subject, String card, Money amount, Occasion occasion)
      implements WalletStep {
    @Override
    public String kind() {
      return "card_load";
    }

    @Override
    public EntryKey key() {
      return new EntryKey("card_load", id);
    }

    @Override
    public JournalEntry entry(Situation situation) {
      return Row.of(this)
          .debit(AccountClass.CUSTOMER_WALLET, subject, amount)
          .credit(AccountClass.PREPAID_CARD, card, amount)
          .build();
    }
  }
}
