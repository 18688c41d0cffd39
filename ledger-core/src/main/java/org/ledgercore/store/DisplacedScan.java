package org.ledgercore.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Turnover;

/**
 * The displaced figures as they are stored, in order of their postings, each beside the figures
 * that it must have been counted up from; the server compares, so that memory stays flat. Used by
 * one thread.
 */
public final class DisplacedScan implements AutoCloseable {

  private static final int FETCH = 5_000;

  private static final String ROWS =
      """
      select account_id, effective_date, posting_no, debits, credits, debits_before,
             credits_before, all_debits, all_credits, posting_before, all_debits_before,
             all_credits_before
        from (select d.*,
                     lag(debits, 1, 0::bigint) over of_date as debits_before,
                     lag(credits, 1, 0::bigint) over of_date as credits_before,
                     lag(posting_no, 1, 0::bigint) over of_account as posting_before,
                     lag(all_debits, 1, 0::bigint) over of_account as all_debits_before,
                     lag(all_credits, 1, 0::bigint) over of_account as all_credits_before
                from {s}.displaced d
              window of_date as (partition by account_id, effective_date order by posting_no),
                     of_account as (partition by account_id order by posting_no)) as d
       where posting_no > ? order by posting_no
      """;

  /**
   * A row.
   *
   * @param ofDate the account's figures on this date
   * @param ofDateBefore those of the row before on this date
   * @param all the account's figures on any date
   * @param allBefore those of the account's row before
   * @param postingBefore the posting of the account's row before, 0 when there is none
   */
  public record Row(
      int account,
      LocalDate date,
      long posting,
      Turnover ofDate,
      Turnover ofDateBefore,
      Turnover all,
      Turnover allBefore,
      long postingBefore) {}

  private final PreparedStatement statement;
  private final ResultSet rows;

  /** Opens the stream of the rows after a posting, in the connection's transaction. */
  public DisplacedScan(Connection connection, LedgerSchema schema, long afterPosting)
      throws SQLException {
    statement = connection.prepareStatement(schema.sql(ROWS));
    statement.setFetchSize(FETCH);
    statement.setLong(1, afterPosting);
    rows = statement.executeQuery();
  }

  /** The next row, or null at the end. */
  public @Nullable Row next() throws SQLException {
    if (!rows.next()) {
      return null;
    }
    return new Row(
        rows.getInt("account_id"),
        rows.getObject("effective_date", LocalDate.class),
        rows.getLong("posting_no"),
        new Turnover(rows.getLong("debits"), rows.getLong("credits")),
        new Turnover(rows.getLong("debits_before"), rows.getLong("credits_before")),
        new Turnover(rows.getLong("all_debits"), rows.getLong("all_credits")),
        new Turnover(rows.getLong("all_debits_before"), rows.getLong("all_credits_before")),
        rows.getLong("posting_before"));
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
