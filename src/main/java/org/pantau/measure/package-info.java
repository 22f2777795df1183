/**
 * The words all stages share: scope paths, measures, units, semantics, status, trust, outcomes. Imports no other room
 * and no Vert.x.
 */
@NullMarked
package org.pantau.measure;

import org.jspecify.annotations.NullMarked;
