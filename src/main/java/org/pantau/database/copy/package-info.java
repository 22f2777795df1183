/**
 * A whole database as one file, and back: every table the catalog knows, from one snapshot, with a manifest that tells a
 * whole archive from a cut-off one. Speaks JDBC and blocks; imports nothing of ours.
 */
@NullMarked
package org.pantau.database.copy;

import org.jspecify.annotations.NullMarked;
