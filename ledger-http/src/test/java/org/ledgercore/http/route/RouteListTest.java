package org.ledgercore.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of the list that is not whole, or not true, does not become a route. */
class RouteListTest {

  record Nothing() {}

  private static List<Route<?>> read(String list) {
    Operations operations = new Operations();
    operations.one("x", Nothing.class, Nothing.class, (call, request) -> Answer.found(request));
    return RouteList.read(list, operations);
  }

  @Test
  void aWholeLine_isARoute() {
    Route<?> route =
        read("POST | /ops/x | x | ENTRIES_POST | Nothing -> Nothing | PERIOD_CLOSED").getFirst();

    assertThat(route.audience()).isEqualTo(Audience.OPS);
    assertThat(route.takesKey()).isTrue();
    assertThat(route.problems()).containsExactly(ProblemCode.PERIOD_CLOSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET | /ops/x | x | | Nothing -> Nothing; No enum constant",
        "GET | /ops/x | x | ANYONE | Nothing -> Nothing; must have a permission",
        "GET | /merchant/x | x | TOKENS_CHANGE | Nothing -> Nothing; no role grants",
        "GET | /x | x | ENTRIES_READ | Nothing -> Nothing; must have a permission",
        "GET | /ops/{missing} | x | ENTRIES_READ | Nothing -> Nothing; names fields",
        "GET | /ops/x | y | ENTRIES_READ | Nothing -> Nothing; nobody offers y",
        "GET | /ops/x | x | ENTRIES_READ | Nothing -> Other; must say Nothing -> Nothing",
        "GET | /ops/x | x | ENTRIES_READ | Nothing -> Nothing | NO_SUCH_CODE; No enum constant",
        "PUT | /ops/x | x | ENTRIES_READ | Nothing -> Nothing; No enum constant",
        "GET | /ops/x | x | ENTRIES_READ; must have five columns",
        "# nothing; operation x has no route"
      })
  void aLineThatIsNotWholeOrNotTrue_doesNotStart(String line, String why) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aRouteThatStandsTwice_doesNotStart() {
    String line = "GET | /ops/x | x | ENTRIES_READ | Nothing -> Nothing\n";

    assertThatThrownBy(() -> read(line + line)).hasMessageContaining("twice");
  }
}
