package org.ledgercore.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds the checkout and reads all its Java sources with the compiler's own parser. */
final class Sources {
  private Sources() {}

  /**
   * The directory of the checkout: what the build names, or the nearest one with a Maven wrapper.
   */
  static Path root() {
    String named = System.getProperty("ledger.root", "");
    if (!named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path directory = Path.of(System.getProperty("user.dir", ".")).toAbsolutePath().normalize();
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("No directory above " + directory + " holds mvnw");
  }

  /** Every source of every module, main and test, in a stable order; generated tables left out. */
  static List<SourceFile> all() {
    Path root = root();
    List<Path> paths = new ArrayList<>();
    for (Path module : children(root)) {
      paths.addAll(javaBelow(module.resolve("src/main/java")));
      paths.addAll(javaBelow(module.resolve("src/test/java")));
    }
    return parse(root, paths);
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaBelow(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(directory)) {
      return below.filter(Sources::isOurs).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path path) {
    String name = path.toString().replace('\\', '/');
    return name.endsWith(".java") && !name.contains("/store/tables/");
  }

  private static List<SourceFile> parse(Path root, List<Path> paths) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(paths));
      List<SourceFile> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = root.relativize(Path.of(unit.getSourceFile().toUri()));
        List<String> lines = text(root.resolve(path)).lines().toList();
        sources.add(new SourceFile(path, lines, unit, Trees.instance(task).getSourcePositions()));
      }
      return List.copyOf(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
