package org.ledgercore.http.approvals;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ledgercore.approvals.answers.Refusal;
import org.ledgercore.approvals.answers.RefusedException;
import org.ledgercore.approvals.http.Caller;
import org.ledgercore.approvals.http.Given;
import org.ledgercore.approvals.people.Principals;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.InvalidInputException;

/** From the service's callers to people, from the answers of approvals to its own. Stateless. */
final class Answers {

  private static final int PAGE = 100;

  private Answers() {}

  /**
   * The caller as a login: the token's name and its id. Whoever issues tokens can give a new one an
   * old name, but not an old id, so a new token is nobody until two people have made it a login. A
   * password has no such id: whoever resets it could act as its owner, so it opens nothing here.
   *
   * @throws InvalidInputException when the caller signed in with a password
   */
  static Caller caller(Call call) {
    if (call.principal().token().isEmpty()) {
      throw new InvalidInputException(
          "Authorization", "must be a token, made a login by two people", call.principal().name());
    }
    String login = call.principal().name() + "#" + call.principal().token();
    return new Caller(
        Principals.token(call.requestKey()).login(login), call.principal().organisation());
  }

  /** What was done: 201 the first time, 200 when the same call did it before. */
  static <R> Answer<R> recorded(Given<R> given) {
    return switch (given.answer()) {
      case org.ledgercore.approvals.answers.Answer.Done<R>(R value) ->
          new Answer.Recorded<>(value, given.isReplay());
      case org.ledgercore.approvals.answers.Answer.Refused<R>(Refusal why) ->
          new Answer.Declined<>(ApprovalProblems.problem(why));
    };
  }

  /** What was asked for and changed nothing. */
  static <R> Answer<R> found(Given<R> given) {
    return switch (recorded(given)) {
      case Answer.Recorded<R>(R body, boolean isReplay) -> Answer.found(body);
      case Answer<R> other -> other;
    };
  }

  /** What was asked for, or why somebody may not ask. */
  static <R> Answer<R> found(Supplier<R> question) {
    try {
      return Answer.found(question.get());
    } catch (RefusedException e) {
      return new Answer.Declined<>(ApprovalProblems.problem(e.why()));
    }
  }

  /** A whole list. */
  static <R> Answer<Page<R>> all(List<R> items) {
    return Answer.found(new Page<>(items, null));
  }

  /** A page; the one behind begins after the last item. */
  static <R> Answer<Page<R>> page(
      List<R> items, @Nullable Integer limit, Function<R, Object> cursor) {
    int wanted = limit == null ? PAGE : limit;
    String next = items.size() < wanted ? null : cursor.apply(items.getLast()).toString();
    return Answer.found(new Page<>(items, next));
  }
}
