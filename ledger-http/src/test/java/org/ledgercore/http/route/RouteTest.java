package org.ledgercore.http.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A line of the list that is not whole does not become a route. */
class RouteTest {

  record Nothing() {}

  private static Route<Nothing> get(String line, Permission permission) {
    return Route.get(
        line, permission, Nothing.class, Nothing.class, (call, request) -> Answer.found(request));
  }

  @Test
  void aRouteWithoutAPermission_doesNotStart() {
    assertThatThrownBy(() -> get("x /ops/x", Permission.ANYONE))
        .hasMessageContaining("must have a permission");
  }

  @Test
  void aRouteThatNoRoleMayCall_doesNotStart() {
    assertThatThrownBy(() -> get("x /merchant/x", Permission.TOKENS_CHANGE))
        .hasMessageContaining("no role grants");
  }

  @Test
  void aPathThatNamesNoField_doesNotStart() {
    assertThatThrownBy(() -> get("x /ops/{missing}", Permission.ENTRIES_READ))
        .hasMessageContaining("names fields");
  }

  @Test
  void aPublicRouteWithAPermission_doesNotStart() {
    assertThatThrownBy(() -> get("x /x", Permission.ENTRIES_READ))
        .hasMessageContaining("must have a permission");
  }
}
