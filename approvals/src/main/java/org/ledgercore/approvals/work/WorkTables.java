package org.ledgercore.approvals.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.people.PersonId;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.store.ApprovalSchema;

/** The rows of work: written beside their records, never changed. Stateless. */
final class WorkTables {

  private static final String NEXT = "select nextval('{s}.work_number')";
  private static final String ITEM =
      """
      insert into {s}.work_item (item_no, organisation, subject, next_action, evidence, opened_at,
                                 due_at, due_before)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String ACT =
      """
      insert into {s}.work_act (item_no, act_no, before_no, what, from_state, to_state, queue,
                                owner, level, login, via, reason, acted_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String FIND = "select * from {s}.work_now where item_no = ?";
  private static final String QUEUE =
      """
      select * from {s}.work_now
       where queue = ? and organisation = ? and state <> 'DONE'
       order by due nulls last, item_no limit ?
      """;
  private static final String LATE =
      """
      select * from {s}.work_now
       where state <> 'DONE' and due <= ? order by due, item_no limit ?
      """;
  private static final String OPEN_BEFORE =
      """
      select item_no from {s}.work_now where due_before = ? and state <> 'DONE' order by 1
      """;
  private static final String ACTED =
      """
      select item_no from {s}.work_act
       where via = ? and via like 'token %' and login = ? order by 1 limit 1
      """;
  private static final String DEADLINE =
      "insert into {s}.deadline (event, version, at) values (?, ?, ?)";

  private final ApprovalSchema schema;

  WorkTables(ApprovalSchema schema) {
    this.schema = schema;
  }

  /** An act as it is written. */
  record Act(
      String what, WorkItem.@Nullable Status from, WorkItem after, @Nullable Integer level) {}

  /** Who does it, why and when. */
  record By(Principal principal, String reason, Instant now) {}

  long next(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(NEXT));
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  void item(Connection connection, WorkItem item, @Nullable String before) throws SQLException {
    WorkItem.Task task = item.task();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ITEM))) {
      int at = 0;
      statement.setLong(++at, item.number());
      statement.setString(++at, task.organisation());
      statement.setString(++at, task.subject());
      statement.setString(++at, task.nextAction());
      statement.setString(++at, task.evidence());
      statement.setTimestamp(++at, Timestamp.from(item.opened()));
      Instant due = before == null ? item.due() : null;
      statement.setTimestamp(++at, due == null ? null : Timestamp.from(due));
      statement.setString(++at, before);
      statement.executeUpdate();
    }
  }

  void act(Connection connection, Act act, By by) throws SQLException {
    WorkItem item = act.after;
    PersonId owner = item.owner();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ACT))) {
      int at = 0;
      statement.setLong(++at, item.number());
      statement.setInt(++at, item.acts());
      statement.setObject(++at, item.acts() == 1 ? null : item.acts() - 1, Types.INTEGER);
      statement.setString(++at, act.what);
      statement.setString(++at, act.from == null ? "NONE" : act.from.name());
      statement.setString(++at, item.state().name());
      statement.setString(++at, item.queue());
      statement.setObject(++at, owner == null ? null : owner.value(), Types.OTHER);
      statement.setObject(++at, act.level, Types.INTEGER);
      statement.setString(++at, by.principal.login());
      statement.setString(++at, by.principal.via());
      statement.setString(++at, by.reason);
      statement.setTimestamp(++at, Timestamp.from(by.now));
      statement.executeUpdate();
    }
  }

  Optional<WorkItem> find(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(FIND))) {
      statement.setLong(1, number);
      return items(statement).stream().findFirst();
    }
  }

  /** The event that an item is due before; empty for one that is due by the clock. */
  Optional<String> before(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(FIND))) {
      statement.setLong(1, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString("due_before")) : Optional.empty();
      }
    }
  }

  List<WorkItem> queue(Connection connection, String queue, String organisation, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(QUEUE))) {
      statement.setString(1, queue);
      statement.setString(2, organisation);
      statement.setInt(3, limit);
      return items(statement);
    }
  }

  List<WorkItem> late(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(LATE))) {
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setInt(2, limit);
      return items(statement);
    }
  }

  Optional<Long> actedOn(Connection connection, Principal by) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(ACTED))) {
      statement.setString(1, by.via());
      statement.setString(2, by.login());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  List<Long> openBefore(Connection connection, String event) throws SQLException {
    List<Long> open = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(OPEN_BEFORE))) {
      statement.setString(1, event);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          open.add(row.getLong(1));
        }
      }
    }
    return open;
  }

  void deadline(Connection connection, String event, Integer version, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(schema.sql(DEADLINE))) {
      statement.setString(1, event);
      statement.setInt(2, version);
      statement.setTimestamp(3, Timestamp.from(at));
      statement.executeUpdate();
    }
  }

  private static List<WorkItem> items(PreparedStatement statement) throws SQLException {
    List<WorkItem> items = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        UUID owner = row.getObject("owner", UUID.class);
        Timestamp due = row.getTimestamp("due");
        items.add(
            new WorkItem(
                row.getLong("item_no"),
                row.getString("queue"),
                new WorkItem.Task(
                    row.getString("organisation"),
                    row.getString("subject"),
                    row.getString("next_action"),
                    row.getString("evidence")),
                WorkItem.Status.valueOf(row.getString("state")),
                owner == null ? null : new PersonId(owner),
                row.getInt("level"),
                row.getTimestamp("opened_at").toInstant(),
                due == null ? null : due.toInstant(),
                row.getInt("act_no")));
      }
    }
    return items;
  }
}
