package org.ledgercore.http.ledger;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.access.Tokens;
import org.ledgercore.http.route.Answer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Call;
import org.ledgercore.http.route.Operations;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.wire.Page;
import org.ledgercore.money.InvalidInputException;

/** Tokens: issue, list, revoke, rotate. */
public final class TokenCalls {

  private final Tokens tokens;

  public TokenCalls(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A token to be issued. Sent twice it is two tokens; revoke the one that is not needed.
   *
   * @param principal who calls with it, 1 to 100 characters
   * @param audience whose paths it opens
   * @param organisation whose accounts it may see outside of operations, 1 to 100 characters; for
   *     PAY the payment
   * @param roles what is granted, all of the audience
   * @param days how long it holds, 1 to 366
   */
  public record Wanted(
      String principal, Audience audience, String organisation, List<Role> roles, int days) {}

  /**
   * Names a token.
   *
   * @param id its id, never its secret
   */
  public record Which(String id) {}

  /**
   * A new secret in the place of one.
   *
   * @param id the token
   * @param days how long the new one holds, 1 to 366
   */
  public record Rotation(String id, int days) {}

  /**
   * A page of tokens.
   *
   * @param after what the page before said
   * @param limit 1 to 1000; missing for 100
   */
  public record Listing(@Nullable String after, @Nullable Integer limit) {}

  /**
   * What is known of a token.
   *
   * @param id names it
   * @param audience whose paths it opens
   * @param organisation whose accounts it may see
   * @param principal who calls with it
   * @param roles what is granted
   * @param createdAt when it was made
   * @param createdBy who made it
   * @param expiresAt when it ends by itself
   * @param revokedAt when it was revoked; missing while it holds
   * @param secret what the caller sends: shown once, when the token is made
   */
  public record TokenCard(
      String id,
      Audience audience,
      String organisation,
      String principal,
      List<Role> roles,
      Instant createdAt,
      String createdBy,
      Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable String secret) {

    static TokenCard of(Token token, @Nullable String secret) {
      return new TokenCard(
          token.id(),
          token.audience(),
          token.organisation(),
          token.principal(),
          token.roles().stream().sorted().toList(),
          token.createdAt(),
          token.createdBy(),
          token.expiresAt(),
          token.revokedAt(),
          secret);
    }
  }

  /** What of this group stands in the list of routes. */
  public void offer(Operations to) {
    to.one("issueToken", Wanted.class, TokenCard.class, this::issue);
    to.page("listTokens", Listing.class, TokenCard.class, this::list);
    to.one("revokeToken", Which.class, TokenCard.class, this::revoke);
    to.one("rotateToken", Rotation.class, TokenCard.class, this::rotate);
  }

  /** Issues a token; nobody grants a role to themselves. */
  public Answer<TokenCard> issue(Call call, Wanted wanted) {
    if (wanted.roles().isEmpty()) {
      throw new InvalidInputException("roles", "must be at least one", "none");
    }
    if (wanted.principal().equals(call.actor())) {
      throw new InvalidInputException(
          "principal", "must be somebody else than who asks", wanted.principal());
    }
    Token.Issued issued =
        tokens.issue(
            new Token.Wanted(
                wanted.principal(),
                wanted.audience(),
                wanted.organisation(),
                EnumSet.copyOf(wanted.roles()),
                wanted.days()),
            call.actor());
    return Answer.recorded(TokenCard.of(issued.token(), issued.secret()));
  }

  /** The tokens, holding or not. */
  public Answer<Page<TokenCard>> list(Call call, Listing wanted) {
    String after = wanted.after();
    int limit = Limit.of(wanted.limit());
    List<Token> found = tokens.page(after == null ? "" : after, limit);
    return Answer.found(
        new Page<>(
            found.stream().map(token -> TokenCard.of(token, null)).toList(),
            found.size() < limit ? null : found.getLast().id()));
  }

  /** Revokes a token, at once. */
  public Answer<TokenCard> revoke(Call call, Which which) {
    return Answer.found(
        tokens.revoke(which.id(), call.actor()).map(token -> TokenCard.of(token, null)));
  }

  /** A new token with the same rights; the old one is revoked. */
  public Answer<TokenCard> rotate(Call call, Rotation wanted) {
    return Answer.found(
        tokens
            .rotate(wanted.id(), wanted.days(), call.actor())
            .map(issued -> TokenCard.of(issued.token(), issued.secret())));
  }
}
