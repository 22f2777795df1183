/** Who may see what: accounts, roles on places of the tree, sessions. Owns its tables; imports database and measure. */
@NullMarked
package org.pantau.access;

import org.jspecify.annotations.NullMarked;
