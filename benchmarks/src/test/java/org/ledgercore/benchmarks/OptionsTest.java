package org.ledgercore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void everythingCanBeSaidInAnyOrder() {
    Options options =
        Options.parse(
            List.of(
                "--seconds",
                "7",
                "capture",
                "--json",
                "--db",
                "jdbc:postgresql://h/d",
                "--accounts",
                "12",
                "--quick"));
    assertThat(options)
        .isEqualTo(
            new Options(
                "capture",
                List.of(),
                7,
                Optional.of(12),
                Optional.of("jdbc:postgresql://h/d"),
                true,
                true));
  }

  @Test
  void secondsDependOnWhatIsRun() {
    assertThat(Options.parse(List.of("hot")).seconds()).isEqualTo(10);
    assertThat(Options.parse(List.of("all")).seconds()).isEqualTo(4);
    assertThat(Options.parse(List.of("all", "--quick")).seconds()).isEqualTo(2);
  }

  @Test
  void whatFollowsTheNameIsKept() {
    assertThat(Options.parse(List.of("jmh", "Post.*")).rest()).containsExactly("Post.*");
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> Options.parse(List.of("hot", "--fast")))
        .hasMessage("there is no option --fast");
    assertThatThrownBy(() -> Options.parse(List.of("hot", "--seconds")))
        .hasMessage("--seconds needs a value");
    assertThatThrownBy(() -> Options.parse(List.of("hot", "--seconds", "0")))
        .hasMessage("--seconds must be a whole number of at least 1: 0");
    assertThatThrownBy(() -> Options.parse(List.of("hot", "--seconds", "x")))
        .hasMessage("--seconds must be a whole number of at least 1: x");
  }
}
