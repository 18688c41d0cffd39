package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ledgercore.approvals.RequestModel.Asked;
import org.ledgercore.approvals.requests.Request;

/**
 * What the tables must say after every act, asked in one statement that knows nothing of the code
 * that wrote the rows: what is put aside is what open requests put aside (invariant 2), nobody
 * decided their own and every posted entry carries number and digest of its request (8), nothing is
 * pending (11), and what was refused or only simulated left nothing but its record (12). Used by
 * one thread.
 */
final class RequestBooks {

  /** What the school has in the beginning, in minor units. */
  static final long OPENING = 1_000_000_000_000L;

  private static final String OWN =
      """
      select count(*) from {a}.act a join {a}.request r using (request_no)
       where a.what in ('APPROVE', 'REJECT', 'EXECUTE')
         and (a.person in (r.maker_person, r.maker_behalf)
              or a.behalf in (r.maker_person, r.maker_behalf))
      """;

  /** By numbers whose count the planner does not see, so that one plan is made and kept. */
  private static final String STANDING =
      """
      with head as (select a.path, p.credits - p.debits as minor, p.pending
                      from {l}.account a
                      cross join lateral (select * from {l}.posting p
                                           where p.account_id = a.account_id
                                           order by p.posting_no desc limit 1) as p)
      select (select coalesce(max(request_no), 0) from {a}.request) as newest_request,
             (select max(entry_no) from {l}.journal_entry) as newest_entry,
             (select count(*) from {a}.act
               where request_no = any ((select ?::bigint[])::bigint[])) as acts,
             (select coalesce(array_agg(request_no order by 1), '{}') from {a}.open_request
               where request_no = any ((select ?::bigint[])::bigint[])) as open,
             (select count(*) from {l}.journal_entry
               where entry_no = any ((select ?::bigint[])::bigint[]) and account_ids <> '{}'
                 and not exists (
                 select from {a}.request r
                  where r.request_no = (jsonb_object(metadata) ->> 'approval')::bigint
                    and encode(r.digest, 'hex') = jsonb_object(metadata) ->> 'approval_digest')
             ) as unsigned,
             (select minor from head where path = 'refund_pending:school') as held,
             (select minor from head where path = 'bank:main') as bank,
             (select minor from head where path = 'merchant_payable:school') as school,
             (select count(*) from head where pending <> '{0,0}') as pending,
             (
      """
          + OWN
          + " and a.request_no = any ((select ?::bigint[])::bigint[])) as own";

  private static final Set<String> STATES =
      Set.of("PENDING", "APPROVED", "EXECUTED", "REJECTED", "RECALLED");

  private final Office office;
  private final String standing;
  private Standing before = new Standing(0, 0, 0, List.of(), new Sums(0, 0, 0));
  private Sums opening = before.sums;

  RequestBooks(Office office) {
    this.office = office;
    this.standing = sql(STANDING);
  }

  private record Sums(long held, long bank, long school) {}

  private record Standing(
      long newestRequest, long newestEntry, long acts, List<Long> open, Sums sums) {}

  /** A sequence begins, of which nothing is there yet. */
  void begin() throws SQLException {
    before = standing(List.of());
    opening = before.sums;
  }

  /** Compares the tables with the model after an act that had this verdict. */
  void check(String what, String verdict, RequestModel model, List<Request> real)
      throws SQLException {
    long open = sum(model, Asked::isOpen);
    long executed = sum(model, asked -> asked.state.equals("EXECUTED"));
    List<Long> openNumbers = new ArrayList<>();
    for (int i = 0; i < real.size(); i++) {
      if (model.requests.get(i).isOpen()) {
        openNumbers.add(real.get(i).number());
      }
    }
    Standing expected =
        new Standing(
            real.isEmpty() ? before.newestRequest : real.getLast().number(),
            before.newestEntry + entries(what, verdict),
            before.acts + acts(what, verdict),
            openNumbers,
            new Sums(
                opening.held + open, opening.bank + executed, opening.school - open - executed));
    Standing found = standing(real.stream().map(Request::number).toList());
    assertThat(found).as(what).isEqualTo(expected);
    before = found;
  }

  /** The acts since the beginning of time by which somebody decided their own request. */
  long ownDecisions() throws SQLException {
    try (Connection connection = office.test.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql(OWN));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Standing standing(List<Long> requests) throws SQLException {
    try (Connection connection = office.test.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(standing)) {
      Array numbers = connection.createArrayOf("bigint", requests.toArray());
      long entry = before.newestEntry;
      statement.setArray(1, numbers);
      statement.setArray(2, numbers);
      statement.setArray(
          3, connection.createArrayOf("bigint", new Long[] {entry + 1, entry + 2, entry + 3}));
      statement.setArray(4, numbers);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        assertThat(row.getLong("unsigned")).as("posted without number and digest").isZero();
        assertThat(row.getLong("pending")).as("accounts with something pending").isZero();
        assertThat(row.getLong("own")).as("own decisions").isZero();
        return new Standing(
            row.getLong("newest_request"),
            row.getLong("newest_entry"),
            row.getLong("acts"),
            List.of((Long[]) row.getArray("open").getArray()),
            new Sums(row.getLong("held"), row.getLong("bank"), row.getLong("school")));
      }
    }
  }

  private String sql(String sql) {
    return sql.replace("{a}", office.schema).replace("{l}", office.test.schema());
  }

  private static long sum(RequestModel model, Predicate<Asked> counted) {
    return model.requests.stream().filter(counted).mapToLong(asked -> asked.amount).sum();
  }

  /** What is refused or simulated is no act, but what is void is one. */
  private static long acts(String what, String verdict) {
    boolean done = STATES.contains(verdict) || verdict.equals("CHANGED");
    return done && !what.equals("simulate") ? 1 : 0;
  }

  /** A refusal has a record; an act has one, beside the entry that moves money. */
  private static long entries(String what, String verdict) {
    boolean refused = !STATES.contains(verdict) && !verdict.equals("CHANGED");
    if (refused) {
      return 1;
    }
    return switch (what) {
      case "simulate" -> 0;
      case "approve" -> verdict.equals("CHANGED") ? 2 : 1;
      default -> 2;
    };
  }
}
