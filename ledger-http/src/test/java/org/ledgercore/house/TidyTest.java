package org.ledgercore.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import org.junit.jupiter.api.Test;

/**
 * The style of the house: sizes, names and calls, one test a rule, every offender in its message.
 */
class TidyTest {
  private static final List<SourceFile> SOURCES = Sources.all();

  private static final Pattern MARKER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*(select|insert|update|delete)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern VAGUE_NAME = Pattern.compile(".+(Impl|Manager|Helper|Utils?|Dto)");
  private static final Set<String> CLOCK_CALLS =
      Set.of(
          "Instant.now",
          "LocalDate.now",
          "LocalTime.now",
          "LocalDateTime.now",
          "OffsetDateTime.now",
          "ZonedDateTime.now",
          "YearMonth.now",
          "Instant::now",
          "LocalDate::now",
          "System.currentTimeMillis",
          "System::currentTimeMillis");
  private static final Set<String> CONSOLE = Set.of("System.out", "System.err");
  private static final List<String> MAY_PRINT =
      List.of("org.ledgercore.http.cli", "org.ledgercore.http.demo", "org.ledgercore.benchmarks");

  /** Figures of benchmarks are measured, not counted. */
  private static final String MEASURES = "org.ledgercore.benchmarks";

  @Test
  void aScanThatFindsNothingCannotPass() {
    assertThat(SOURCES).hasSizeGreaterThan(20);
    assertThat(SOURCES).anyMatch(SourceFile::isMain).anyMatch(source -> !source.isMain());
    assertThat(SOURCES.stream().flatMap(source -> source.trees(MethodTree.class)))
        .hasSizeGreaterThan(50);
  }

  @Test
  void filesHaveAtMost400Lines() {
    none(
        SOURCES.stream()
            .filter(source -> source.lines().size() > 400)
            .map(source -> source.at(1, "lines in the file: " + source.lines().size())));
  }

  @Test
  void linesHaveAtMost100ColumnsUnlessTheyImport() {
    none(SOURCES.stream().flatMap(source -> lines(source, TidyTest::isTooWide, "columns > 100:")));
  }

  @Test
  void methodsHaveAtMost60Lines() {
    none(
        eachTree(
            MethodTree.class,
            (source, method) -> source.lastLine(method) - source.firstLine(method) >= 60,
            "method longer than 60 lines:",
            MethodTree::getName));
  }

  @Test
  void methodsTakeAtMostFiveParameters() {
    none(
        eachTree(
            MethodTree.class,
            (source, method) -> isOurShape(source, method) && method.getParameters().size() > 5,
            "more than 5 parameters:",
            MethodTree::getName));
  }

  @Test
  void neighbouringParametersAreNotOfOnePrimitiveType() {
    none(
        eachTree(
            MethodTree.class,
            (source, method) -> isOurShape(source, method) && hasTwins(method.getParameters()),
            "adjacent parameters of one primitive type:",
            MethodTree::getName));
  }

  @Test
  void everyPackageHasNullMarkedDocumentation() {
    List<SourceFile> infos =
        SOURCES.stream().filter(source -> source.fileName().equals("package-info.java")).toList();
    Set<Path> directories = infos.stream().map(SourceFile::directory).collect(toSet());
    Set<String> mainPackages =
        infos.stream().filter(SourceFile::isMain).map(SourceFile::packageName).collect(toSet());
    Stream<String> missing =
        SOURCES.stream()
            .filter(source -> !directories.contains(source.directory()))
            .filter(source -> source.isMain() || !mainPackages.contains(source.packageName()))
            .map(source -> source.directory() + ":1 package-info.java missing")
            .distinct();
    Stream<String> unmarked =
        infos.stream()
            .filter(info -> info.lines().stream().noneMatch("@NullMarked"::equals))
            .map(info -> info.at(1, "not @NullMarked"));
    none(Stream.concat(missing, unmarked));
  }

  @Test
  void mainCodeHasNoFloatingPoint() {
    Stream<String> primitive =
        eachMainTree(
            PrimitiveTypeTree.class,
            (source, type) -> isFloating(type.getPrimitiveTypeKind()) && !measures(source),
            "inexact type");
    Stream<String> boxed =
        eachMainTree(
            IdentifierTree.class,
            (source, type) ->
                Set.of("Double", "Float").contains(type.getName().toString()) && !measures(source),
            "inexact type");
    none(Stream.concat(primitive, boxed));
  }

  @Test
  void mainCodeDoesNotCompareBigDecimalsWithEquals() {
    none(
        SOURCES.stream()
            .filter(SourceFile::isMain)
            .flatMap(source -> {
              Set<String> decimals = bigDecimals(source);
              return source
                  .trees(MemberSelectTree.class)
                  .filter(call -> call.getIdentifier().contentEquals("equals"))
                  .filter(call -> decimals.contains(call.getExpression().toString()))
                  .map(call -> source.at(call, "BigDecimal compared by " + call));
            }));
  }

  @Test
  void mainCodeReadsTheTimeOnlyInAClock() {
    none(
        eachMainTree(
            ExpressionTree.class,
            (source, tree) ->
                (tree instanceof MemberSelectTree || tree instanceof MemberReferenceTree)
                    && CLOCK_CALLS.contains(tree.toString().replace("java.time.", ""))
                    && !source.fileName().endsWith("Clock.java"),
            "time taken outside a clock:"));
  }

  @Test
  void mainCodeHasNoLeftoverMarkers() {
    none(
        SOURCES.stream()
            .filter(SourceFile::isMain)
            .flatMap(source -> lines(source, MARKER.asPredicate(), "leftover:")));
  }

  @Test
  void mainCodePrintsOnlyWhereItTalksToAPerson() {
    none(
        eachMainTree(
            MemberSelectTree.class,
            (source, tree) ->
                CONSOLE.contains(tree.toString()) && !MAY_PRINT.contains(source.packageName()),
            "prints with"));
  }

  @Test
  void mainCodePrintsNoStackTraces() {
    none(
        eachMainTree(
            MemberSelectTree.class,
            (source, tree) -> tree.getIdentifier().contentEquals("printStackTrace"),
            "stack trace printed by"));
  }

  @Test
  void mainCodeHasNoStaticStateThatChanges() {
    none(
        eachMainTree(
            VariableTree.class,
            (source, field) ->
                field.getModifiers().getFlags().contains(Modifier.STATIC)
                    && !field.getModifiers().getFlags().contains(Modifier.FINAL),
            "static and not final:"));
  }

  @Test
  void mainCodeGluesNoSqlFromStrings() {
    none(
        eachMainTree(
            BinaryTree.class,
            (source, sum) ->
                sum.getKind() == Tree.Kind.PLUS
                    && !(sum.getRightOperand() instanceof LiteralTree)
                    && firstOperand(sum) instanceof LiteralTree text
                    && text.getValue() instanceof String sql
                    && SQL.matcher(sql).matches(),
            "SQL glued:"));
  }

  @Test
  void typeNamesSayWhatTheTypeIs() {
    none(
        eachTree(
            ClassTree.class,
            (source, type) -> VAGUE_NAME.matcher(type.getSimpleName()).matches(),
            "vague name",
            ClassTree::getSimpleName));
  }

  /** What a rule asks of one tree of one file. */
  private interface Offends<T extends Tree> {
    boolean test(SourceFile source, T tree);
  }

  private static <T extends Tree> Stream<String> eachTree(
      Class<T> kind, Offends<T> offends, String rule, Function<T, Object> value) {
    return offences(SOURCES.stream(), kind, offends, tree -> rule + " " + value.apply(tree));
  }

  private static <T extends Tree> Stream<String> eachMainTree(
      Class<T> kind, Offends<T> offends, String rule) {
    return offences(
        SOURCES.stream().filter(SourceFile::isMain), kind, offends, tree -> rule + " " + tree);
  }

  private static <T extends Tree> Stream<String> offences(
      Stream<SourceFile> sources, Class<T> kind, Offends<T> offends, Function<T, String> said) {
    return sources.flatMap(source ->
        source
            .trees(kind)
            .filter(tree -> offends.test(source, tree))
            .map(tree -> source.at(tree, said.apply(tree).lines().findFirst().orElse(""))));
  }

  private static Stream<String> lines(SourceFile source, Predicate<String> offends, String rule) {
    return IntStream.range(0, source.lines().size())
        .filter(i -> offends.test(source.lines().get(i)))
        .mapToObj(i -> source.at(i + 1, rule + " " + source.lines().get(i).strip()));
  }

  private static boolean isTooWide(String line) {
    return line.codePointCount(0, line.length()) > 100 && !line.startsWith("import ");
  }

  /**
   * Whether the parameters are a choice of their own: an override repeats what another type asks
   * for, a record's canonical constructor repeats its components, and those are data.
   */
  private static boolean isOurShape(SourceFile source, MethodTree method) {
    boolean isOverride =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    return !isOverride
        && source
            .trees(ClassTree.class)
            .filter(
                type -> type.getKind() == Tree.Kind.RECORD && type.getMembers().contains(method))
            .noneMatch(type -> isCanonical(method, type));
  }

  private static boolean isCanonical(MethodTree method, ClassTree type) {
    List<String> components =
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
            .map(field -> field.getName().toString())
            .toList();
    return method.getName().contentEquals("<init>")
        && components.equals(
            method.getParameters().stream().map(it -> it.getName().toString()).toList());
  }

  private static boolean hasTwins(List<? extends VariableTree> parameters) {
    return IntStream.range(1, parameters.size())
        .anyMatch(i ->
            parameters.get(i - 1).getType() instanceof PrimitiveTypeTree left
                && parameters.get(i).getType() instanceof PrimitiveTypeTree right
                && left.getPrimitiveTypeKind() == right.getPrimitiveTypeKind());
  }

  private static boolean measures(SourceFile source) {
    return source.packageName().equals(MEASURES);
  }

  private static boolean isFloating(TypeKind kind) {
    return kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT;
  }

  /** The names a file gives to variables and methods that hold a BigDecimal. */
  private static Set<String> bigDecimals(SourceFile source) {
    Stream<String> variables =
        source
            .trees(VariableTree.class)
            .filter(variable -> String.valueOf(variable.getType()).equals("BigDecimal"))
            .map(variable -> variable.getName().toString());
    Stream<String> calls =
        source
            .trees(MethodInvocationTree.class)
            .filter(call -> call.getMethodSelect().toString().startsWith("BigDecimal."))
            .map(MethodInvocationTree::toString);
    return Stream.concat(variables, calls).collect(toSet());
  }

  private static Tree firstOperand(Tree tree) {
    Tree first = tree;
    while (first instanceof BinaryTree sum) {
      first = sum.getLeftOperand();
    }
    return first;
  }

  private static void none(Stream<String> offences) {
    assertThat(offences.distinct().toList()).isEmpty();
  }
}
