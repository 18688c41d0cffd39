package org.ledgercore.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One Java source: its path from the checkout's root, its lines and its syntax tree. */
record SourceFile(
    Path path, List<String> lines, CompilationUnitTree unit, SourcePositions positions) {

  boolean isMain() {
    return path.getName(2).toString().equals("main");
  }

  Path directory() {
    return Objects.requireNonNull(path.getParent());
  }

  String fileName() {
    return path.getName(path.getNameCount() - 1).toString();
  }

  /** The file's name without its ending, which is the name of its top-level class. */
  String className() {
    return fileName().substring(0, fileName().length() - ".java".length());
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  /** Every tree of one kind in the file, outermost first. */
  <T extends Tree> Stream<T> trees(Class<T> kind) {
    return below(unit, kind);
  }

  /** Every tree of one kind in and below another one, outermost first. */
  static <T extends Tree> Stream<T> below(Tree top, Class<T> kind) {
    List<Tree> found = new ArrayList<>();
    new Everything().scan(top, found);
    return found.stream().filter(kind::isInstance).map(kind::cast);
  }

  long firstLine(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
  }

  long lastLine(Tree tree) {
    return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
  }

  /** An offence as the failure message lists it. */
  String at(long line, String said) {
    return path + ":" + line + " " + said;
  }

  String at(Tree tree, String said) {
    return at(firstLine(tree), said);
  }

  /** The path alone: a failed assertion lists files, not their whole trees. */
  @Override
  public String toString() {
    return path.toString();
  }

  private static final class Everything extends TreeScanner<@Nullable Void, List<Tree>> {
    @Override
    public @Nullable Void scan(@Nullable Tree tree, List<Tree> found) {
      if (tree != null) {
        found.add(tree);
      }
      return super.scan(tree, found);
    }
  }
}
