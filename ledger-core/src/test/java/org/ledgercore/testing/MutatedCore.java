package org.ledgercore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The core and the kit once more, with one source file of the core changed: compiled into a
 * directory and loaded in front of the classes that are there. The server of the tests is shared.
 */
final class MutatedCore extends ClassLoader {

  private static final String OURS = "org.ledgercore.";
  private static final List<String> SHARED =
      List.of(TestServer.class.getName(), TestPool.class.getName(), FreshSchema.class.getName());

  private final Path changed;

  private MutatedCore(Path changed) {
    super(MutatedCore.class.getClassLoader());
    this.changed = changed;
  }

  /** Compiles the core's source with the bug in it. */
  static MutatedCore with(PlantedBug bug, Path directory) throws IOException {
    Path source = Path.of(System.getProperty("ledger.root"), "ledger-core/src/main/java");
    Path file = source.resolve("org/ledgercore").resolve(bug.source());
    String text = Files.readString(file);
    int at = text.indexOf(bug.text());
    if (at < 0 || text.indexOf(bug.text(), at + 1) >= 0) {
      throw new AssertionError(
          bug + ": its text must stand in " + bug.source() + " exactly once: " + bug.text());
    }
    Path mutant = Files.createDirectories(directory.resolve("src")).resolve(file.getFileName());
    Files.writeString(mutant, text.replace(bug.text(), bug.replacement()));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    compile(mutant, classes);
    return new MutatedCore(classes);
  }

  /** Compiles one file against everything the tests see. */
  static void compile(Path file, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options =
        List.of("-d", classes.toString(), "-classpath", path, "-proc:none", "-nowarn");
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean isCompiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      if (!isCompiled) {
        throw new AssertionError(file + " does not compile: " + messages);
      }
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) || SHARED.stream().anyMatch(it -> isOrIsIn(name, it))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private static boolean isOrIsIn(String name, String outer) {
    return name.equals(outer) || name.startsWith(outer + "$");
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try {
      Path mine = changed.resolve(path);
      byte[] bytes = Files.exists(mine) ? Files.readAllBytes(mine) : inherited(path);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] inherited(String path) throws IOException, ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        throw new ClassNotFoundException(path);
      }
      return in.readAllBytes();
    }
  }
}
