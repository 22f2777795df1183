/** Who is watched: the catalogue, parsed from YAML with file and line, checked as a whole, and looked up by path. */
@NullMarked
package org.pantau.catalogue;

import org.jspecify.annotations.NullMarked;
