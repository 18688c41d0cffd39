package org.ledgercore.http.server;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * SHA-256 over texts, each with its length in front. The canonical text of a request is made from
 * the record that was read, so order of fields and blanks do not count, and neither do trailing
 * zeros of an amount. Stateless.
 */
final class Fingerprint {

  private static final int AMOUNT_FIELDS = 2;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,19}(\\.[0-9]{1,8})?");

  private Fingerprint() {}

  static byte[] of(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
        digest.update(utf8);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static String canonical(JsonNode node) {
    StringBuilder out = new StringBuilder();
    write(out, node);
    return out.toString();
  }

  private static void write(StringBuilder out, JsonNode node) {
    if (isAmount(node)) {
      out.append(
              new BigDecimal(node.get("value").stringValue()).stripTrailingZeros().toPlainString())
          .append(' ')
          .append(node.get("currency"));
    } else if (node.isObject()) {
      out.append('{');
      node.properties()
          .forEach(each -> {
            out.append(each.getKey().length()).append(':').append(each.getKey()).append('=');
            write(out, each.getValue());
            out.append(',');
          });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      for (JsonNode item : node) {
        write(out, item);
        out.append(',');
      }
      out.append(']');
    } else if (node.isString() && isPlain(node.stringValue())) {
      out.append('"').append(node.stringValue()).append('"');
    } else {
      out.append(node);
    }
  }

  /** Whether a text stands in JSON as it is, so that no writer has to be asked. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAmount(JsonNode node) {
    return node.isObject()
        && node.size() == AMOUNT_FIELDS
        && node.has("currency")
        && node.has("value")
        && node.get("value").isString()
        && DECIMAL.matcher(node.get("value").stringValue()).matches();
  }
}
