package org.ledgercore.http.route;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ledgercore.http.wire.Page;
import org.ledgercore.http.wire.Part;
import org.ledgercore.http.wire.Shape;
import tools.jackson.databind.JsonNode;

/**
 * One line of the list of routes: everything there is to know of an operation. The server and the
 * description of the service are made from it. Immutable.
 *
 * @param method GET reads, POST changes
 * @param path with {@code {names}} of fields of the request; its first part tells the audience
 * @param operation the operation's own name, the scope of its request keys
 * @param permission what a caller needs
 * @param request the record that is read from path, query and body
 * @param reply what is answered
 * @param problems what can be wrong beyond what can be wrong with every call
 * @param handler who does it
 * @param <Q> the request
 */
public record Route<Q extends Record>(
    Method method,
    String path,
    String operation,
    Permission permission,
    Class<Q> request,
    Reply reply,
    Set<ProblemCode> problems,
    Work<Q> handler) {

  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");

  /** The methods in use. */
  public enum Method {
    GET,
    POST
  }

  /** What kinds of answer there are. */
  public enum Kind {
    /** One object. */
    ONE,
    /** A {@link Page} of objects, which can be had as CSV too. */
    PAGE,
    /** Bytes of the route's own media type, written as they come. */
    STREAM
  }

  /**
   * What is answered.
   *
   * @param kind how
   * @param type the record, or the items' record
   * @param mediaType the media type
   */
  public record Reply(Kind kind, Class<?> type, String mediaType) {}

  /** The route's work: on a request that was read, or on a stream. */
  public sealed interface Work<Q> {

    /** A request is read whole, then answered. */
    record Whole<Q>(Handler<Q, ?> handler, boolean takesKey) implements Work<Q> {}

    /** The body is a file, kept on disk until the call is answered. */
    record Filed<Q>(FileHandler<Q, ?> handler) implements Work<Q> {}

    /** Lines are read and answered as they come. */
    record Streamed<Q>(StreamHandler<Q> handler) implements Work<Q> {}
  }

  public Route {
    Set<String> fields = new LinkedHashSet<>();
    Shape.of(request).parts().forEach(part -> fields.add(part.name()));
    if (!fields.containsAll(namesIn(path))) {
      throw new IllegalArgumentException(path + " names fields that " + request + " has not");
    }
    boolean isOpen = Audience.of(path) == Audience.ANYONE;
    if (isOpen != (permission == Permission.ANYONE)) {
      throw new IllegalArgumentException(path + " must have a permission of its audience");
    }
    if (!isOpen && Role.granting(Audience.of(path), permission).isEmpty()) {
      throw new IllegalArgumentException(path + ": no role grants " + permission);
    }
    problems = problems.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(problems));
  }

  /** For whom it is. */
  public Audience audience() {
    return Audience.of(path);
  }

  /** Whether it takes an {@code Idempotency-Key}. */
  public boolean takesKey() {
    return handler instanceof Work.Whole<Q> whole && whole.takesKey();
  }

  /** Whether its body is a file. */
  public boolean takesFile() {
    return handler instanceof Work.Filed<Q>;
  }

  /** The fields that stand in the path. */
  public Set<String> pathFields() {
    return namesIn(path);
  }

  /** Whether a request has a body: something is left for it beside the path. */
  public boolean hasBody() {
    return method == Method.POST
        && handler instanceof Work.Whole<Q>
        && Shape.of(request).parts().stream()
            .map(Part::name)
            .anyMatch(field -> !pathFields().contains(field));
  }

  /** Makes the request from the texts of the address and the body. */
  public Q read(Map<String, String> texts, @Nullable JsonNode body) {
    return request.cast(Shape.of(request).read(texts, body));
  }

  private static Set<String> namesIn(String path) {
    Set<String> names = new LinkedHashSet<>();
    NAME.matcher(path).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
