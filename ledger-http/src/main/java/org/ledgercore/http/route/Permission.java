package org.ledgercore.http.route;

/** What a caller may do. The right to see and the right to act are granted apart. */
public enum Permission {
  /** Granted to everybody, without a token. */
  ANYONE,
  ACCOUNTS_READ,
  ACCOUNTS_OPEN,
  ACCOUNTS_CHANGE,
  ENTRIES_READ,
  ENTRIES_PREVIEW,
  ENTRIES_POST,
  ENTRIES_REVERSE,
  HOLDS_READ,
  HOLDS_CHANGE,
  PERIODS_READ,
  PERIODS_CHANGE,
  CHART_READ,
  CHART_CHANGE,
  REPORTS_READ,
  FEED_READ,
  AUDIT_READ,
  AUDIT_VERIFY,
  FACTS_READ,
  FACTS_CHANGE,
  SUBJECTS_READ,
  SUBJECTS_CHANGE,
  PAYMENTS_READ,
  PAYMENTS_POST,
  TOKENS_READ,
  TOKENS_CHANGE,
  METRICS_READ,
  OWN_ACCOUNTS_READ,
  OWN_PAYMENTS_READ
}
