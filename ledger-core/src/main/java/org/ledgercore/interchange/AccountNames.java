package org.ledgercore.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountType;
import org.ledgercore.money.InvalidInputException;

/**
 * Account names that other programs accept, and the way back. The first part is the account's type;
 * hledger takes the path behind it as it is. beancount allows letters, digits and hyphens, a
 * capital or a digit first, so there a part is written in this way: {@code _} as {@code --}, {@code
 * -} as {@code -d}, {@code .} as {@code -p}, a character beyond ASCII as {@code -u}, its code point
 * in hexadecimal digits and {@code -}; a small first letter becomes a capital, and before a first
 * character that is neither a small letter nor a digit stands {@code X-c}. Stateless.
 */
public final class AccountNames {

  private static final String CAPITAL = "X-c";
  private static final int ASCII = 0x80;
  private static final int HEX = 16;

  private AccountNames() {}

  /** The name in hledger: {@code liabilities:merchant_payable:school}. */
  public static String hledger(AccountType type, AccountPath path) {
    return root(type).toLowerCase(Locale.ROOT) + ":" + path.value();
  }

  /** The path of a name that {@link #hledger} made. */
  public static AccountPath fromHledger(String name) {
    return AccountPath.of(name.substring(name.indexOf(':') + 1));
  }

  /** The name in beancount: {@code Liabilities:Merchant--payable:School}. */
  public static String beancount(AccountType type, AccountPath path) {
    StringBuilder name = new StringBuilder(root(type));
    for (String part : path.value().split(":", -1)) {
      name.append(':').append(encoded(part));
    }
    return name.toString();
  }

  /**
   * The path of a name that {@link #beancount} made.
   *
   * @throws InvalidInputException when it did not make it
   */
  public static AccountPath fromBeancount(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.substring(name.indexOf(':') + 1).split(":", -1)) {
      parts.add(decoded(part));
    }
    return AccountPath.of(String.join(":", parts));
  }

  private static String root(AccountType type) {
    return switch (type) {
      case ASSET -> "Assets";
      case LIABILITY -> "Liabilities";
      case EQUITY -> "Equity";
      case INCOME -> "Income";
      case EXPENSE -> "Expenses";
    };
  }

  private static String encoded(String part) {
    StringBuilder out = new StringBuilder();
    part.codePoints().forEach(c -> append(out, c));
    char first = part.charAt(0);
    if (first >= 'a' && first <= 'z') {
      out.setCharAt(0, (char) (first - 'a' + 'A'));
    } else if (first < '0' || first > '9') {
      out.insert(0, CAPITAL);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '_' -> out.append("--");
      case '-' -> out.append("-d");
      case '.' -> out.append("-p");
      default -> {
        if (c < ASCII) {
          out.append((char) c);
        } else {
          out.append("-u").append(Integer.toHexString(c)).append('-');
        }
      }
    }
  }

  private static String decoded(String part) {
    boolean capital = part.startsWith(CAPITAL);
    String rest = capital ? part.substring(CAPITAL.length()) : part;
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < rest.length()) {
      char c = rest.charAt(i);
      if (c != '-' || i + 1 == rest.length()) {
        out.append(i == 0 && !capital ? Character.toLowerCase(c) : c);
        i++;
        continue;
      }
      int end = i + 2;
      switch (rest.charAt(i + 1)) {
        case '-' -> out.append('_');
        case 'd' -> out.append('-');
        case 'p' -> out.append('.');
        case 'u' -> {
          end = rest.indexOf('-', i + 1) + 1;
          out.appendCodePoint(Integer.parseInt(rest.substring(i + 2, end - 1), HEX));
        }
        default -> throw new InvalidInputException("account", "must be a name of ours", part);
      }
      i = end;
    }
    return out.toString();
  }
}
