package org.ledgercore.http.testing;

import java.util.Map;
import java.util.TreeMap;
import org.ledgercore.http.route.Role;

/**
 * People who work over HTTP: "ada" administers, "cleo" checks what she asks for, and whoever else
 * is hired. Each has a token of their own.
 */
public final class BackOffice {

  private final RunningService service;
  private final Map<String, Client> people = new TreeMap<>();
  private final Map<String, String> ids = new TreeMap<>();

  public BackOffice(RunningService service) {
    this.service = service;
    String body =
        "{\"administrator\":\"%s\",\"checker\":\"%s\"}".formatted(login("ada"), login("cleo"));
    service.as(Role.ADMIN).post("/ops/people/set-up", body).expect(201);
  }

  /** The token of somebody; a first one is made when there is none. */
  public Client token(String name) {
    return people.computeIfAbsent(name, it -> service.as(Role.STAFF, "platform", it));
  }

  /** The login that the token is. */
  public String login(String name) {
    return service.loginOf(token(name));
  }

  /** Somebody who holds a role: asked for by ada, decided by cleo. */
  public Client hire(String name, String role) {
    String person =
        ids.computeIfAbsent(
            name,
            it ->
                token("ada")
                    .post("/ops/people", "{\"login\":\"%s\"}".formatted(login(it)))
                    .expect(201)
                    .at("/person"));
    agree(
        token("ada")
            .post(
                "/ops/people/grants",
                "{\"person\":\"%s\",\"role\":\"%s\",\"reason\":\"is hired\"}"
                    .formatted(person, role)));
    return token(name);
  }

  /** A second token of somebody, which two people have made a login of theirs. */
  public Client secondToken(String name) {
    Client second = service.as(Role.STAFF, "platform", name);
    agree(
        token("ada")
            .post(
                "/ops/people/logins",
                "{\"person\":\"%s\",\"login\":\"%s\",\"reason\":\"a second token\"}"
                    .formatted(ids.get(name), service.loginOf(second))));
    return second;
  }

  /** Lets cleo approve and execute what was asked for. */
  public void agree(Reply asked) {
    approve(token("cleo"), asked.expect(201)).expect(201);
    execute(token("cleo"), asked).expect(201);
  }

  /** Approves what a request's card says. */
  public static Reply approve(Client by, Reply card) {
    return by.post(
        "/ops/approvals/requests/" + card.at("/number") + "/approve",
        "{\"digest\":\"%s\",\"reason\":\"was so\"}".formatted(card.at("/digest")));
  }

  /** Executes the request of a card. */
  public static Reply execute(Client by, Reply card) {
    return by.post(
        "/ops/approvals/requests/" + card.at("/number") + "/execute", "{\"reason\":\"was so\"}");
  }
}
