/** From YAML to the catalogue's model, collecting every mistake on the way. May import measure and expression. */
@NullMarked
package org.pantau.catalogue.parse;

import org.jspecify.annotations.NullMarked;
