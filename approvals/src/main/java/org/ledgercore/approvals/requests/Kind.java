package org.ledgercore.approvals.requests;

import java.util.List;
import org.ledgercore.approvals.gates.Gate;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.money.Text;

/**
 * A kind of request: who may ask for it and who may decide, under which policy, what it does, and
 * the gates it has to go through before it is done. Immutable.
 *
 * @param name 1 to 60 code points, such as {@code refund}
 * @param make the right to ask
 * @param check the right to decide
 * @param policy who has to agree, and by when
 * @param operation what it does
 * @param gates what must be open when it is executed, asked in this order
 * @param visibility who may see such requests
 */
public record Kind(
    String name,
    Right make,
    Right check,
    Policy policy,
    Operation operation,
    List<Gate> gates,
    Status.Visibility visibility) {

  private static final int MAX_NAME = 60;

  public Kind {
    Text.required("kind", name, MAX_NAME);
    gates = List.copyOf(gates);
  }

  /** A kind that people inside may see, without gates. */
  public static Kind of(String name, Right make, Right check, Policy policy, Operation operation) {
    return new Kind(name, make, check, policy, operation, List.of(), Status.Visibility.INTERNAL);
  }

  /** The same under another policy. */
  public Kind under(Policy other) {
    return new Kind(name, make, check, other, operation, gates, visibility);
  }

  /** The same through these gates. */
  public Kind through(List<Gate> all) {
    return new Kind(name, make, check, policy, operation, all, visibility);
  }

  /** The same for others to see. */
  public Kind visibleTo(Status.Visibility who) {
    return new Kind(name, make, check, policy, operation, gates, who);
  }
}
