package org.ledgercore.http.route;

import static org.ledgercore.http.route.Permission.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is granted to a caller: a named set of permissions for one audience. */
public enum Role {
  /** Grants and takes tokens; sees no books and moves no money. */
  ADMIN(
      Audience.OPS,
      OWN_PROFILE_READ,
      TOKENS_READ,
      TOKENS_CHANGE,
      LOGINS_READ,
      LOGINS_CHANGE,
      METRICS_READ,
      APPROVALS_SETUP),
  /** A person of the back office; what they may ask for and decide, their roles there tell. */
  STAFF(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ENTRIES_READ,
      PAYMENTS_READ,
      REPORTS_READ,
      APPROVALS_READ,
      APPROVALS_ACT),
  /** Keeps the chart: units, accounts, calendar, periods. */
  ACCOUNTANT(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ACCOUNTS_OPEN,
      ACCOUNTS_CHANGE,
      ENTRIES_READ,
      ENTRIES_PREVIEW,
      ENTRIES_POST,
      ENTRIES_REVERSE,
      HOLDS_READ,
      PERIODS_READ,
      PERIODS_CHANGE,
      CHART_READ,
      CHART_CHANGE,
      REPORTS_READ,
      FACTS_READ,
      DESKS_READ,
      DESKS_CHANGE,
      RATES_CHANGE,
      PAYMENTS_READ,
      RECON_READ),
  /** Reconciles: takes files, runs, matches by hand, resolves breaks; releases nothing. */
  RECONCILER(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ENTRIES_READ,
      CHART_READ,
      REPORTS_READ,
      PAYMENTS_READ,
      RECON_READ,
      RECON_IMPORT,
      RECON_RUN,
      RECON_MATCH,
      RECON_DECLARE),
  /** Works on payments: records what providers report, asks for refunds. */
  OPERATOR(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ENTRIES_READ,
      HOLDS_READ,
      HOLDS_CHANGE,
      PERIODS_READ,
      CHART_READ,
      REPORTS_READ,
      FACTS_READ,
      PAYMENTS_READ,
      PAYMENTS_POST,
      RECON_READ),
  /** Reads and proves everything, changes nothing. */
  AUDITOR(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ENTRIES_READ,
      HOLDS_READ,
      PERIODS_READ,
      CHART_READ,
      REPORTS_READ,
      FEED_READ,
      AUDIT_READ,
      AUDIT_VERIFY,
      FACTS_READ,
      PAYMENTS_READ,
      RECON_READ,
      APPROVALS_READ,
      DESKS_READ,
      LOGINS_READ,
      TOKENS_READ),
  /** Answers customers: sees payments, moves no money. */
  SUPPORT(Audience.OPS, OWN_PROFILE_READ, ENTRIES_READ, PAYMENTS_READ),
  /** Works one cash desk, the one its token or login names as organisation. */
  CASHIER(Audience.OPS, OWN_PROFILE_READ, OWN_DESK_READ, OWN_DESK_POST),
  /** Keeps personal data, and erases it. */
  PRIVACY_OFFICER(Audience.OPS, OWN_PROFILE_READ, SUBJECTS_READ, SUBJECTS_CHANGE),
  /** Our own services: post entries and payments, follow the feed. */
  SERVICE(
      Audience.OPS,
      OWN_PROFILE_READ,
      ACCOUNTS_READ,
      ACCOUNTS_OPEN,
      ENTRIES_READ,
      ENTRIES_PREVIEW,
      ENTRIES_POST,
      HOLDS_READ,
      HOLDS_CHANGE,
      CHART_READ,
      FEED_READ,
      FACTS_READ,
      FACTS_CHANGE,
      CHARGES_CHANGE,
      PAYMENTS_READ,
      PAYMENTS_POST,
      RECON_READ,
      RECON_IMPORT,
      RECON_RUN),
  /** Connects receivers outside: whoever may send entries out may also read them. */
  INTEGRATOR(Audience.OPS, OWN_PROFILE_READ, FEED_READ, WEBHOOKS_READ, WEBHOOKS_CHANGE),
  /** Collects meters. */
  MONITOR(Audience.OPS, OWN_PROFILE_READ, METRICS_READ),
  /** A merchant: its own accounts and payments. */
  MERCHANT(Audience.MERCHANT, OWN_PROFILE_READ, OWN_ACCOUNTS_READ, OWN_PAYMENTS_READ),
  /** A payout partner: what is owed to it, and its remittances. */
  PARTNER(Audience.PARTNER, OWN_PROFILE_READ, OWN_ACCOUNTS_READ, OWN_PAYMENTS_READ),
  /** Whoever pays: one payment. */
  PAYER(Audience.PAY, OWN_PROFILE_READ, OWN_PAYMENTS_READ);

  private final Audience audience;

  @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor and never handed out
  private final Set<Permission> permissions;

  Role(Audience audience, Permission... permissions) {
    this.audience = audience;
    this.permissions = EnumSet.copyOf(List.of(permissions));
  }

  /** For whom the role is. */
  public Audience audience() {
    return audience;
  }

  /** Whether the role grants this. */
  public boolean grants(Permission permission) {
    return permissions.contains(permission);
  }

  /** The roles that may call a route of this audience with this permission. */
  public static List<Role> granting(Audience audience, Permission permission) {
    return Arrays.stream(values())
        .filter(role -> role.audience == audience && role.grants(permission))
        .toList();
  }
}
