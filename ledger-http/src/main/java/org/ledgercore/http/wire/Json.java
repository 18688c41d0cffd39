package org.ledgercore.http.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.ledgercore.money.InvalidInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the service takes and gives it. Reading is strict: UTF-8 without a byte order mark, one
 * value and nothing after it, no name twice, at most 32 levels, strings of at most 100,000 and
 * numbers of at most 40 characters. Stateless, safe for many threads.
 */
public final class Json {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_STRING = 100_000;
  private static final int MAX_NUMBER = 40;
  private static final int MAX_NAME = 200;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(MAX_NUMBER)
                          .maxNameLength(MAX_NAME)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws InvalidInputException when the bytes are not one, naming the field {@code body}
   */
  public static JsonNode read(byte[] utf8) {
    String text = decoded(utf8);
    if (text.isBlank()) {
      throw new InvalidInputException("body", "must be a JSON value", "nothing");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new InvalidInputException("body", "must be strict JSON", e.getOriginalMessage());
    }
  }

  /** The value as UTF-8 bytes; what is null is left out. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** The value as text. */
  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The value as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static String decoded(byte[] utf8) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        throw new InvalidInputException("body", "must not begin with a byte order mark", "U+FEFF");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("body", "must be UTF-8", utf8.length + " bytes");
    }
  }
}
